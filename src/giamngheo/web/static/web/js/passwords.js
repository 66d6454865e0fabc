// A way to see the passwords of a form while typing them, a button that prints, and the focus on what went wrong.

for (const form of document.querySelectorAll("form")) {
    const fields = [...form.querySelectorAll('input[type="password"]')];
    if (fields.length > 0) {
        addBox(form, fields);
    }
}

function addBox(form, fields) {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    label.className = "show-password";
    label.append(box, " Hiện mật khẩu");
    const show = (shown) => fields.forEach((field) => {
        field.type = shown ? "text" : "password";
    });
    box.addEventListener("change", () => show(box.checked));
    // A shown password must not be kept among the texts a browser remembers.
    form.addEventListener("submit", () => show(false));
    fields[fields.length - 1].closest(".field").after(label);
}

for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
}

const wrong = document.querySelector("[data-focus]");
if (wrong) {
    wrong.focus();
}
