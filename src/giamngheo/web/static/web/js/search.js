// Searching the text: every hit is marked, ↑ ↓ go from one to the next. Without accents in the query, accents do not count.

const form = document.querySelector("[data-search]");
const field = form.querySelector("input");
const count = form.querySelector("[data-search-count]");
const texts = Array.from(document.querySelectorAll(".pane-text [data-text]"));
let hits = [];
let current = -1;

// Letter by letter, so that places in the folded text are places in the text.
function fold(text) {
    let folded = "";
    for (const letter of text.normalize("NFC").toLowerCase()) {
        folded += letter === "đ" ? "d" : letter.normalize("NFD").charAt(0);
    }
    return folded;
}

function clear() {
    for (const mark of document.querySelectorAll(".pane-text mark")) {
        const parent = mark.parentNode;
        parent.replaceChild(document.createTextNode(mark.textContent), mark);
        parent.normalize();
    }
    hits = [];
    current = -1;
}

function markIn(element, query, plain) {
    const text = element.textContent.normalize("NFC");
    const searched = plain ? fold(text) : text.toLowerCase();
    let at = searched.indexOf(query);
    if (at < 0 || searched.length !== text.length) {
        return;
    }
    const pieces = document.createDocumentFragment();
    let end = 0;
    while (at >= 0) {
        pieces.append(text.slice(end, at));
        const mark = document.createElement("mark");
        mark.textContent = text.slice(at, at + query.length);
        pieces.append(mark);
        hits.push(mark);
        end = at + query.length;
        at = searched.indexOf(query, end);
    }
    pieces.append(text.slice(end));
    element.textContent = "";
    element.append(pieces);
}

function search() {
    clear();
    const query = field.value.trim().normalize("NFC").toLowerCase();
    if (query.length < 2) {
        count.textContent = "";
        return;
    }
    const plain = fold(query) === query;
    for (const element of texts) {
        markIn(element, query, plain);
    }
    go(0);
}

function go(index) {
    if (hits.length === 0) {
        count.textContent = "không thấy";
        return;
    }
    if (current >= 0) {
        hits[current].classList.remove("is-current");
    }
    current = (index + hits.length) % hits.length;
    hits[current].classList.add("is-current");
    hits[current].scrollIntoView({ block: "center", inline: "nearest" });
    count.textContent = `${current + 1}/${hits.length}`;
}

let waiting = 0;
field.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(search, 200);
});
form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(current + 1);
});
form.querySelector("[data-search-previous]").addEventListener("click", () => go(current - 1));
form.hidden = false;
