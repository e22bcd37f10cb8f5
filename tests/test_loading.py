import pickle
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor

import pytest

import glossary
from glossary import BUNDLED, InputError, TermBase, TermFileError, loading
from glossary.cli import main

TERM_FILE = "status: draft\nterms: {en: [robot], zh: [机器人]}\ndefinition: {en: machine that acts, zh: 会行动的机器}\n"


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "my-terms" / "machines"
    path.mkdir(parents=True)
    (path / "robot.yaml").write_text(TERM_FILE, encoding="utf-8")
    return path.parent


def csv(tmp_path, text, name="client.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_bundled_base_is_loaded_without_arguments(bundled):
    assert len(bundled) >= 72
    assert bundled["meaningful-human-control"].preferred("zh").text == "有意义的人类控制"
    assert list(bundled) == sorted(bundled)


def test_a_folder_of_term_files(folder):
    base = glossary.load(folder)
    assert base["robot"].domains == ("machines",)
    chinese = base["robot"].preferred("zh")
    assert (chinese.pinyin, chinese.traditional) == ("jī qì rén", "機器人")
    assert base.version.startswith("0.0.0+")


def test_a_changed_file_is_read_anew_and_an_unchanged_base_from_the_cache(folder, monkeypatch):
    before = glossary.load(folder)
    path = folder / "machines" / "robot.yaml"
    path.write_text(TERM_FILE.replace("[robot]", "[robot, automaton]"), encoding="utf-8")
    after = glossary.load(folder)
    assert [t.text for t in after["robot"].terms if t.lang == "en"] == ["robot", "automaton"]
    assert before != after
    monkeypatch.setattr(loading, "read_layers", lambda _: pytest.fail("the cache was not used"))
    assert glossary.load(folder) == after


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(folder, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("GLOSSARY_CACHE", str(tmp_path / "file"))
    assert glossary.load(folder).lookup("robots")[0].concept.id == "robot"


def test_a_broken_cache_is_made_anew(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("GLOSSARY_CACHE", str(tmp_path / "cache"))
    base = glossary.load(folder)
    (file,) = (tmp_path / "cache").glob("*.sqlite")
    file.unlink()
    file.write_bytes(b"broken")
    assert glossary.load(folder) == base


@pytest.mark.parametrize("format", ["csv", "tsv", "json"])
def test_what_is_exported_is_loaded_as_an_equal_base(bundled, tmp_path, format):
    path = tmp_path / f"export.{format}"
    assert main(["export", format, "-o", str(path)]) == 0
    again = glossary.load(path)
    assert again == bundled
    assert again.version == bundled.version
    assert dict(again) == dict(bundled)


def test_a_csv_needs_english_and_chinese_and_nothing_else(tmp_path):
    base = glossary.load(csv(tmp_path, "en,zh\nlarge language model,大语言模型\nfew-shot,少样本\n"))
    assert base["large-language-model"].preferred("zh").text == "大语言模型"
    assert [m.text for m in base.recognize("LLMs are large language models")] == ["large language models"]


def test_a_csv_may_have_the_fields_of_a_term_file(tmp_path):
    text = (
        'id,zh,en,status,domains,definition\nrobot,机器人,robot,draft,a; b,"{""en"": ""machine"", ""zh"": ""机器""}"\n'
    )
    concept = glossary.load(csv(tmp_path, "\ufeff" + text))["robot"]
    assert (concept.domains, concept.definition.zh) == (("a", "b"), "机器")


def test_one_row_with_an_empty_side_does_not_break_the_others(tmp_path):
    path = csv(tmp_path, "en,zh\nrobot,机器人\nlonely,\n,,\ndrone,无人机\n")
    with pytest.warns(UserWarning, match=r"client.csv:3: no Chinese term"):
        assert list(glossary.load(path)) == ["drone", "robot"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", "", "is empty"),
        ("a.csv", "en,zh\n", "holds no concept"),
        ("a.csv", "english,zh\nrobot,机器人\n", "no column 'en'"),
        ("a.csv", "en,zh,statsu\nrobot,机器人,draft\n", "a.csv:1:3: unknown column 'statsu'; did you mean 'status'"),
        ("a.json", "{", "a.json:1:2: not valid JSON"),
        ("a.json", '{"terms": 1}', "no list of concepts"),
        ("a.xlsx", "x", "a folder of term files or a .csv"),
    ],
)
def test_a_table_that_is_none_is_refused(tmp_path, name, text, message):
    with pytest.raises(InputError, match=message.replace("(", r"\(")):
        glossary.load(csv(tmp_path, text, name))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("en,zh,status\nrobot,机器人,draft\ndrone,无人机,drafted\n", ":3:1: status 'drafted'"),
        ("en,zh,definition\nrobot,机器人,machine\n", ":2:1: a cell is not valid JSON"),
        ("id,en,zh\nRobot X,robot,机器人\n", ":2:1: 'Robot X' cannot be an id"),
    ],
)
def test_a_bad_row_is_refused_with_its_line(tmp_path, text, place):
    with pytest.raises(TermFileError) as caught:
        glossary.load(csv(tmp_path, text))
    assert place in str(caught.value.problems[0])


def test_a_client_goes_on_top_of_our_base(bundled, tmp_path):
    path = csv(tmp_path, "en,zh\nneural network,类神经网络\nflux capacitor,通量电容器\n")
    base = glossary.load(BUNDLED, path)
    assert len(base) == len(bundled) + 1
    assert base["neural-network"].preferred("zh").text == "类神经网络"
    assert base["neural-network"].definition == bundled["neural-network"].definition
    assert base.version.split("+")[0] == bundled.version.split("+")[0]
    assert base != bundled


def test_a_missing_path_is_refused(tmp_path):
    with pytest.raises(InputError, match="no such file or folder"):
        glossary.load(tmp_path / "nothing")


def test_an_unknown_id_names_the_nearest_and_a_former_id_works(small):
    with pytest.raises(KeyError, match="autonomous-weapons-system"):
        small["autonomous-weapon-system"]
    assert small["uav"].id == "drone"
    assert "weapon" in small
    assert "nothing" not in small


def test_relations_are_known_in_both_directions(bundled):
    for id in bundled:
        for kind, opposite in (
            ("broader", "narrower"),
            ("part_of", "parts"),
            ("related", "related"),
            ("contrast", "contrast"),
        ):
            for target in bundled.relations(id).get(kind, ()):
                assert id in bundled.relations(target)[opposite]


def test_a_base_goes_to_another_process_and_between_threads(bundled, small):
    for base in (bundled, small):
        again = pickle.loads(pickle.dumps(base))
        assert again == base
        assert again.recognize("AI") == base.recognize("AI")
    fresh = glossary.load()
    start = threading.Barrier(16)

    def work(number):
        start.wait()
        return (
            [hit.concept.id for hit in fresh.lookup("weapons")],
            len(fresh.recognize("武器与AI" * number)),
            len(list(fresh.values())),
        )

    with ThreadPoolExecutor(16) as pool:
        results = list(pool.map(work, [3] * 16))
    assert len(set(map(repr, results))) == 1


def test_from_pairs_refuses_an_empty_term():
    with pytest.raises(InputError, match="pair 2"):
        TermBase.from_pairs([("a", "甲"), ("b", " ")])


def test_nothing_is_warned_about_our_own_base():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        glossary.load()
