// Lights both sides of a link and shows its concept in a card: under the mouse, under a finger, with the keyboard.
(() => {
  "use strict";
  const card = document.createElement("div");
  card.id = "card";
  card.hidden = true;
  card.setAttribute("aria-hidden", "true"); // what it shows is the description of the link already
  document.body.append(card);
  let lit = [];
  let timer = 0;

  function hide() {
    clearTimeout(timer);
    for (const term of lit) term.classList.remove("lit");
    lit = [];
    card.hidden = true;
  }

  function show(term) {
    hide();
    lit = [...term.closest(".bead").querySelectorAll(`[data-t="${term.dataset.t}"]`)];
    for (const each of lit) each.classList.add("lit");
    const concept = document.getElementById(term.hash.slice(1));
    const kind = term.classList.contains("found") ? "found" : term.classList.contains("lone") ? "lone" : "base";
    const note = document.createElement("p");
    note.className = "kind";
    note.append(...document.querySelector(`#legend-${kind} .means`).cloneNode(true).childNodes);
    card.replaceChildren(...concept.cloneNode(true).children, note);
    card.hidden = false;
    if (getComputedStyle(card).position === "fixed") { // on a phone: nothing lit stays behind it
      const bottom = Math.max(...lit.map((each) => each.getBoundingClientRect().bottom));
      scrollBy(0, Math.max(0, bottom + 8 - (innerHeight - card.offsetHeight)));
      return;
    }
    const at = term.getClientRects()[0];
    const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - 8));
    const below = at.bottom + 6 + card.offsetHeight <= innerHeight || at.top < card.offsetHeight + 6;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${(below ? at.bottom + 6 : at.top - card.offsetHeight - 6) + scrollY}px`;
  }

  const termAt = (event) => event.target.closest?.("a.t");
  document.addEventListener("pointerover", (event) => {
    const term = termAt(event);
    if (term) show(term);
    else if (card.contains(event.target)) clearTimeout(timer);
    else if (!card.hidden && !document.activeElement?.matches("a.t")) timer = setTimeout(hide, 200);
  });
  document.addEventListener("focusin", (event) => (termAt(event) ? show(termAt(event)) : hide()));
  document.addEventListener("focusout", hide);
  document.addEventListener("click", (event) => {
    const term = termAt(event);
    if (term && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      show(term);
    } else if (!card.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
})();
