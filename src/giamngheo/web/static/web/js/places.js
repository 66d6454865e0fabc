// The tree opens without leaving the page, arrow keys walk through it; places are found while somebody types.

const tree = document.querySelector("[data-tree]");
const search = document.querySelector("[data-place-search]");

async function open(toggle) {
    const item = toggle.closest("li");
    if (!item.querySelector(":scope > ul")) {
        toggle.setAttribute("aria-busy", "true");
        try {
            const answer = await fetch(toggle.dataset.inside, { credentials: "same-origin" });
            if (!answer.ok || answer.redirected) {
                throw new Error(String(answer.status));
            }
            const list = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("ul");
            item.append(list);
        } catch {
            window.location.assign(toggle.href); // signed out, or no connection: the page itself will say so
            return;
        } finally {
            toggle.removeAttribute("aria-busy");
        }
    }
    item.querySelector(":scope > ul").hidden = false;
    toggle.setAttribute("aria-expanded", "true");
}

function close(toggle) {
    const list = toggle.closest("li").querySelector(":scope > ul");
    if (list) {
        list.hidden = true;
    }
    toggle.setAttribute("aria-expanded", "false");
}

function isOpen(toggle) {
    return toggle.getAttribute("aria-expanded") === "true";
}

function names() {
    return Array.from(tree.querySelectorAll(".branch-name")).filter((name) => !name.closest("ul[hidden]"));
}

// → opens or goes in, ← closes or goes out, ↑ ↓ Home End go along the lines that are seen.
function walk(event) {
    const line = event.target.closest(".branch");
    if (!line) {
        return;
    }
    const shown = names();
    const here = line.querySelector(".branch-name");
    const toggle = line.querySelector(".branch-toggle");
    const at = shown.indexOf(here);
    const outside = line.closest("li").parentElement.closest("li");
    let next = null;
    if (event.key === "ArrowDown") {
        next = shown[at + 1];
    } else if (event.key === "ArrowUp") {
        next = shown[at - 1];
    } else if (event.key === "Home") {
        next = shown[0];
    } else if (event.key === "End") {
        next = shown[shown.length - 1];
    } else if (event.key === "ArrowRight" && toggle) {
        if (isOpen(toggle)) {
            next = shown[at + 1];
        } else {
            open(toggle);
        }
    } else if (event.key === "ArrowLeft") {
        if (toggle && isOpen(toggle)) {
            close(toggle);
        } else if (outside) {
            next = outside.querySelector(".branch-name");
        }
    } else {
        return;
    }
    event.preventDefault();
    if (next) {
        next.focus();
    }
}

if (tree) {
    tree.addEventListener("click", (event) => {
        const toggle = event.target.closest(".branch-toggle");
        if (!toggle || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) {
            return;
        }
        event.preventDefault();
        if (isOpen(toggle)) {
            close(toggle);
        } else {
            open(toggle);
        }
    });
    tree.addEventListener("keydown", walk);
}

function show(results) {
    const list = search.querySelector("[data-place-found]");
    list.replaceChildren(
        ...results.map((one) => {
            const link = document.createElement("a");
            link.href = one.address;
            link.textContent = one.title;
            const where = document.createElement("span");
            where.textContent = one.where;
            const item = document.createElement("li");
            item.append(link, where);
            return item;
        }),
    );
    const words = results.length ? `Tìm thấy ${results.length} nơi` : "Không tìm thấy";
    search.querySelector("[data-place-count]").textContent = words;
}

if (search) {
    const field = search.querySelector("input[type=search]");
    let waiting = 0;
    let asked = 0;
    field.addEventListener("input", () => {
        window.clearTimeout(waiting);
        waiting = window.setTimeout(async () => {
            asked += 1;
            const mine = asked;
            if (field.value.trim().length < 2) {
                search.querySelector("[data-place-found]").replaceChildren();
                return;
            }
            const address = `${search.dataset.placeSearch}&q=${encodeURIComponent(field.value.trim())}`;
            try {
                const answer = await fetch(address, { credentials: "same-origin" });
                const found = await answer.json();
                if (mine === asked) {
                    show(found.results);
                }
            } catch {
                if (mine === asked) {
                    search.querySelector("[data-place-count]").textContent = "Chưa tìm được; hãy bấm Tìm.";
                }
            }
        }, 200);
    });
    field.addEventListener("keydown", (event) => {
        const first = search.querySelector("[data-place-found] a");
        if (event.key === "ArrowDown" && first) {
            event.preventDefault();
            first.focus();
        }
    });
}
