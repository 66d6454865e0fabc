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
    measure();
}

// How much of each pane is covered by what stays at its top, and of each table by its frozen rows and names, so that
// what a link leads to is never hidden behind them.
function measure() {
    const bar = document.querySelector("[data-switch]");
    for (const pane of panes.querySelectorAll(".pane")) {
        let covered = bar.offsetHeight;
        for (const top of pane.querySelectorAll(":scope > .pane-bar, :scope > .index")) {
            covered += top.offsetWidth > pane.clientWidth / 2 ? top.offsetHeight : 0;
        }
        pane.style.setProperty("--covered", `${covered + 8}px`);
    }
    for (const box of panes.querySelectorAll(".sheet-box")) {
        measureBox(box);
    }
}

function measureBox(box) {
    const letters = box.querySelector("thead");
    const frozen = box.querySelector(".is-frozen");
    const names = box.querySelector("td.name");
    const high = letters.offsetHeight + (frozen ? frozen.offsetHeight : 0);
    const numbers = letters.rows[0].cells[0].offsetWidth;
    const wide = numbers + (names ? names.offsetWidth : 0);
    const isLow = high > box.clientHeight / 3;
    const isSlim = wide > box.clientWidth / 2;
    box.classList.toggle("is-low", isLow);
    box.classList.toggle("is-slim", isSlim);
    box.style.setProperty("--head-height", isLow ? "0px" : `${high}px`);
    box.style.setProperty("--numbers-width", `${numbers}px`);
    box.style.setProperty("--names-width", `${isSlim ? numbers : wide}px`);
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

// A cell is brought to the middle of what its table shows beside frozen rows and names, the table itself into sight.
function scrollTo(element) {
    const box = element.closest(".sheet-box");
    if (!box) {
        element.scrollIntoView({ block: "start", inline: "center" });
        return;
    }
    measureBox(box);
    box.scrollIntoView({ block: "nearest" });
    const [outer, inner] = [box.getBoundingClientRect(), element.getBoundingClientRect()];
    const high = parseFloat(box.style.getPropertyValue("--head-height"));
    const wide = parseFloat(box.style.getPropertyValue("--names-width"));
    box.scrollTop += inner.top + inner.height / 2 - outer.top - (box.clientHeight + high) / 2;
    if (element.matches("td")) {
        box.scrollLeft += inner.left + inner.width / 2 - outer.left - (box.clientWidth + wide) / 2;
    } else {
        box.scrollLeft = 0;
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
        scrollTo(element);
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
window.addEventListener("resize", measure);
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
const folds = Array.from(panes.querySelectorAll("details"));
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
    foldedBefore = folds.filter((part) => !part.open);
    for (const part of folds) {
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
