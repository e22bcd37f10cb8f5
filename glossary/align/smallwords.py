"""Small words: what Chinese function words are in English.

The dictionary's glosses describe them (的: *of; ~'s, possessive particle*) more than translate them, and the
evidence for beads leaves them out. Inside a bead they tell where the words between them belong. A table of
what translators write most often, by hand.
"""

from __future__ import annotations

_TABLE = """
的 's of|之 's of|和 and|与 and with|及 and|以及 and as well|同 and with|跟 with|在 at in on|中 among in|
上 in on|里 in|内 in within|下 under|是 's are be is was were|为 as for is to was|将 will would|会 will would|
要 must to will|不 n't no not|没有 no not without|没 no not|无 no without|未 not|非 non not|被 been by was were|
由 by from|对 against for of on to|对于 for to|从 from since|自 from since|到 to|至 to until|以 by to with|
而 and but while|但 but however|但是 but however|如果 if|若 if|如 as if such|这 it that the these this|
此 that this|那 that the those|这些 these those|那些 those|该 that the this|其 her his its their|
其中 among of which|他 he him his|她 her she|它 it its|我 i me my|我们 our us we|你 you your|您 you your|
你们 you your|他们 their them they|她们 their them they|它们 their them they|有 had has have is there|
也 also too|还 also still|亦 also|又 again also|都 all both|均 all both|更 more|最 most|较 more|
可以 can could may|可 can could may|能 can could|能够 can could|可能 could may might|应 should|应该 should|
应当 shall should|必须 must|须 must|需 must need|需要 need|很 very|或 or|或者 or|还是 or still|之间 between|
间 among between|后 after|之后 after|以后 after|前 ago before|之前 before|以前 ago before|时 during when while|
期间 during|因 because due for|因为 because|由于 as because due|因此 so therefore|所以 so|等 and etc other such|
一 a an one|一个 a an one|个 a|每 each every per|各 all each various|所有 all|全 all|许多 many|一些 some|
某 some|任何 any|自己 himself its own self themselves|谁 who whom|什么 what|如何 how|怎么 how|哪 which|
关于 about on|有关 about concerning on|通过 by through|经 after by through|根据 according to under|
据 according to|按 according by|向 to|于 at in on|所 that which|者 those who|已 already been had has have|
已经 already had has have|曾 had once|正 are being is|正在 are being is|一直 always been has have|
了 had has have|过 has have|让 let|使 make to|给 for to|比 than|像 as like|只 only|仅 only|就 on then|
则 then while|并 and|并且 and|且 and|不过 but however|虽然 although though|尽管 although despite though|即 that|
当 as when|除 besides except|以外 besides|外 besides outside|起 from since|以来 since|目前 currently now|
现在 now|另 another other|另外 also another other|其他 other others|其它 other others|多 many more over|
以上 above more over|约 about|大约 about|左右 about around|近 nearly|同时 same while|同样 also same|
例如 example for|比如 example for|作为 as|成为 become|不是 not|不能 can cannot not|不会 not will|
是否 if whether|否 not|太 too|非常 very|十分 very|再 again more|才 only|仍 still|仍然 still|吗 ?|呢 ?
"""

SMALL: dict[str, frozenset[str]] = {
    row.split()[0]: frozenset(row.split()[1:]) for row in _TABLE.replace("\n", "").split("|")
}
"""The English words for each Chinese one."""

ENGLISH = frozenset(word for english in SMALL.values() for word in english if word.isalpha())
"""All English words of the table."""
