// Following a link from one pane to the other: show the pane, open what is folded, highlight all lines meant.

const panes = document.querySelector("[data-panes]");
const switches = Array.from(document.querySelectorAll("[data-switch] a"));

function idOf(link) {
    return decodeURIComponent(link.hash.slice(1));
}

function showPane(pane) {
    for (const other of panes.querySelectorAll(".pane")) {
        other.classList.toggle("is-shown", other === pane);
    }
    for (const link of switches) {
        if (idOf(link) === pane.id) {
            link.setAttribute("aria-current", "true");
        } else {
            link.removeAttribute("aria-current");
        }
    }
}

function reveal(element) {
    const pane = element.closest(".pane");
    if (pane) {
        showPane(pane);
    }
    for (let box = element.closest("details"); box; box = box.parentElement.closest("details")) {
        box.open = true;
    }
}

// "d1-l27" to "d1-l29" are three lines; anything else stands alone.
function range(firstId, lastId) {
    const first = /^(d\d+-l)(\d+)$/.exec(firstId);
    const last = /^(d\d+-l)(\d+)$/.exec(lastId || "");
    if (!first || !last || first[1] !== last[1]) {
        return [document.getElementById(firstId)];
    }
    const lines = [];
    for (let number = Number(first[2]); number <= Number(last[2]); number += 1) {
        lines.push(document.getElementById(first[1] + number));
    }
    return lines;
}

// A line inside a table is the row that holds it.
function shown(element) {
    return element && element.matches("th > span") ? element.closest("tr") : element;
}

function highlight(firstId, lastId) {
    for (const element of document.querySelectorAll(".is-here")) {
        element.classList.remove("is-here");
    }
    for (const element of range(firstId, lastId).map(shown)) {
        if (element && element.matches(".line, td, tr, li, section, article, div")) {
            element.classList.toggle("is-here", !element.matches(".pane, .file"));
        }
    }
}

function arrive(id, lastId) {
    const element = shown(document.getElementById(id));
    if (!element || !panes.contains(element)) {
        return;
    }
    reveal(element);
    highlight(id, lastId);
    if (!element.matches(".pane")) {
        if (!element.hasAttribute("tabindex")) {
            element.tabIndex = -1;
        }
        element.scrollIntoView({ block: element.matches("td") ? "center" : "start", inline: "center" });
    } else if (window.matchMedia("(max-width: 991px)").matches) {
        window.scrollTo(0, panes.offsetTop - 60);
    }
    element.focus({ preventScroll: true });
}

let followed = null;

document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || !document.getElementById(idOf(link))) {
        return;
    }
    reveal(document.getElementById(idOf(link)));
    followed = { id: idOf(link), last: link.dataset.last };
    if (link.hash === window.location.hash) {
        arrive(followed.id, followed.last); // the address does not change, so no hashchange follows
    }
});

window.addEventListener("hashchange", () => {
    const id = decodeURIComponent(window.location.hash.slice(1));
    arrive(id, followed && followed.id === id ? followed.last : null);
});

panes.classList.add("is-switched");
showPane(document.getElementById("da-doc"));
if (window.location.hash) {
    arrive(decodeURIComponent(window.location.hash.slice(1)), null);
}

// The index shows which part is being read.
const entries = new Map();
for (const link of document.querySelectorAll(".index a")) {
    entries.set(idOf(link), link);
}
const seen = new IntersectionObserver((changes) => {
    for (const change of changes) {
        const link = entries.get(change.target.id);
        if (change.isIntersecting) {
            link.setAttribute("aria-current", "true");
        } else {
            link.removeAttribute("aria-current");
        }
    }
}, { rootMargin: "-15% 0px -70% 0px" });
for (const id of entries.keys()) {
    const part = document.getElementById(id);
    if (part) {
        seen.observe(part);
    }
}

// Folding, and printing with everything unfolded.
const parts = Array.from(document.querySelectorAll("details.part"));
let foldedBefore = [];

const foldAll = document.querySelector("[data-fold-all]");
if (foldAll) {
    foldAll.addEventListener("click", () => {
        const open = !parts.some((part) => part.open);
        for (const part of parts) {
            part.open = open;
        }
        foldAll.textContent = open ? "Thu gọn tất cả" : "Mở tất cả";
    });
}
window.addEventListener("beforeprint", () => {
    foldedBefore = parts.filter((part) => !part.open);
    for (const part of parts) {
        part.open = true;
    }
});
window.addEventListener("afterprint", () => {
    for (const part of foldedBefore) {
        part.open = false;
    }
});
document.querySelector("[data-print]").addEventListener("click", () => window.print());
document.querySelector("[data-tools]").hidden = false;
