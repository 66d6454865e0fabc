// Drafts: what is typed into a form marked data-draft="name" is saved on the server a moment after each change and when
// the page is left. Works with the part web/parts/draft.html, which says whose draft it is and when the page was opened.

const QUIET = 1000;
const FIRST_RETRY = 5000;
const LONGEST_RETRY = 60000;

function typed(form) {
    const fields = {};
    for (const [name, value] of new FormData(form)) {
        if (typeof value !== "string" || name === "csrfmiddlewaretoken" || isSecret(form, name)) {
            continue;
        }
        if (!(name in fields)) {
            fields[name] = value;
        } else if (Array.isArray(fields[name])) {
            fields[name].push(value);
        } else {
            fields[name] = [fields[name], value];
        }
    }
    return fields;
}

function isSecret(form, name) {
    return Array.from(form.elements).some((element) => element.name === name && element.type === "password");
}

function keepDraftOf(form) {
    const notice = document.querySelector(`[data-draft-for="${form.dataset.draft}"]`);
    if (!notice) {
        return;
    }
    const state = document.createElement("p");
    state.className = "draft-state";
    state.setAttribute("role", "status");
    form.append(state);
    let saved = JSON.stringify(typed(form));
    let waiting = 0;
    let retry = FIRST_RETRY;
    let isSent = false;
    let isRefused = false;

    function tell(words, isWorry) {
        state.textContent = words;
        state.classList.toggle("is-worry", Boolean(isWorry));
    }

    function later(after) {
        window.clearTimeout(waiting);
        waiting = window.setTimeout(() => save(false), after);
    }

    async function save(isLeaving) {
        window.clearTimeout(waiting);
        const now = JSON.stringify(typed(form));
        if (isSent || isRefused || now === saved) {
            return;
        }
        try {
            const answer = await fetch(notice.dataset.draftAddress, {
                method: "POST",
                credentials: "same-origin",
                keepalive: isLeaving,
                redirect: "manual",
                headers: {
                    "Content-Type": "application/json",
                    "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value,
                },
                body: `{"fields":${now},"opened":${JSON.stringify(notice.dataset.draftOpened)},"owner":${notice.dataset.draftOwner}}`,
            });
            await hear(answer, now);
        } catch {
            failed();
        }
    }

    async function hear(answer, now) {
        if (isSent) {
            return;
        }
        if (answer.ok) {
            saved = now;
            retry = FIRST_RETRY;
            const told = await answer.json();
            tell(`Đã lưu nháp lúc ${told.saved_at}`);
        } else if (answer.status >= 500) {
            failed();
        } else {
            // Too large, sent already, somebody else's page, signed out: trying again would change nothing.
            isRefused = answer.status !== 413;
            const isJson = (answer.headers.get("Content-Type") || "").includes("json");
            const told = isJson ? (await answer.json()).told : "phiên làm việc đã hết; hãy chép lại những gì vừa nhập rồi tải lại trang.";
            tell(`Chưa lưu nháp được: ${told}`, true);
        }
    }

    function failed() {
        if (isSent) {
            return;
        }
        tell("Chưa lưu được, sẽ thử lại", true);
        later(retry);
        retry = Math.min(retry * 2, LONGEST_RETRY);
    }

    for (const name of ["input", "change"]) {
        form.addEventListener(name, () => later(QUIET));
    }
    form.addEventListener("submit", () => {
        isSent = true;
        window.clearTimeout(waiting);
        tell("");
    });
    window.addEventListener("online", () => save(false));
    window.addEventListener("pagehide", () => save(true));
    document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "hidden") {
            save(true);
        }
    });
    // Coming back to a page that was sent, with the browser's Back button, goes on saving.
    window.addEventListener("pageshow", (event) => {
        if (event.persisted) {
            isSent = false;
        }
    });
}

for (const form of document.querySelectorAll("form[data-draft]")) {
    keepDraftOf(form);
}
