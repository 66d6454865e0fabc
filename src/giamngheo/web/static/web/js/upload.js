// Handing in files: drop them on the box, see what was chosen, learn at once what is too large, see that reading goes on.

const form = document.querySelector("[data-upload]");
const field = form.querySelector("input[type=file]");
const drop = form.querySelector("[data-drop]");
const chosen = form.querySelector("[data-chosen]");
const send = form.querySelector("[data-send]");
const progress = form.querySelector("[data-progress]");
const refusals = form.querySelector("[data-refusals]");
const MEGABYTE = 1024 * 1024;
const limit = {
    files: Number(form.dataset.files),
    file: Number(form.dataset.fileMegabytes),
    total: Number(form.dataset.totalMegabytes),
};
let ticking = 0;

function size(bytes) {
    if (bytes >= MEGABYTE) {
        return `${(bytes / MEGABYTE).toFixed(1).replace(".", ",")} MB`;
    }
    return `${Math.max(1, Math.round(bytes / 1024))} KB`;
}

function problems(files) {
    const found = [];
    if (files.length > limit.files) {
        found.push(`Đã chọn ${files.length} tệp; mỗi lần chỉ đọc tối đa ${limit.files} tệp. Hãy bỏ bớt hoặc chia làm nhiều lần.`);
    }
    for (const file of files) {
        if (file.size > limit.file * MEGABYTE) {
            found.push(`Tệp “${file.name}” nặng ${size(file.size)}, quá ${limit.file} MB. Hãy bỏ bớt ảnh hoặc tách thành nhiều tệp.`);
        }
    }
    if (files.reduce((sum, file) => sum + file.size, 0) > limit.total * MEGABYTE) {
        found.push(`Các tệp cộng lại quá ${limit.total} MB. Hãy bỏ bớt hình ảnh hoặc chia làm nhiều lần.`);
    }
    return found;
}

function list(parent, rows) {
    parent.textContent = "";
    for (const words of rows) {
        const item = document.createElement("li");
        for (const word of words) {
            const span = document.createElement("span");
            span.textContent = word;
            item.append(span);
        }
        parent.append(item);
    }
}

function refuse(sentences) {
    list(refusals.querySelector("ul"), sentences.map((sentence) => [sentence]));
    refusals.hidden = sentences.length === 0;
}

function showChoice() {
    const files = Array.from(field.files);
    list(chosen, files.map((file) => [file.name, size(file.size)]));
    const found = problems(files);
    refuse(found);
    send.disabled = found.length > 0;
}

function startClock() {
    const began = Date.now();
    const tell = () => {
        const seconds = Math.round((Date.now() - began) / 1000);
        progress.textContent = seconds < 1 ? "Đang đọc tệp…" : `Đang đọc tệp… ${seconds} giây`;
    };
    tell();
    ticking = window.setInterval(tell, 1000);
}

field.addEventListener("change", showChoice);
for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.add("is-over");
    });
}
for (const name of ["dragleave", "drop"]) {
    drop.addEventListener(name, () => drop.classList.remove("is-over"));
}
drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length > 0) {
        field.files = event.dataTransfer.files;
        showChoice();
    }
});
form.addEventListener("submit", (event) => {
    if (field.files.length === 0) {
        event.preventDefault();
        refuse(["Chưa có tệp nào được chọn. Hãy bấm “Chọn tệp” hoặc kéo tệp vào khung rồi gửi lại."]);
        field.focus();
        return;
    }
    send.disabled = true;
    startClock();
});
// Coming back with the browser's Back button finds the form ready again.
window.addEventListener("pageshow", () => {
    window.clearInterval(ticking);
    progress.textContent = "";
    send.disabled = false;
    if (field.files.length > 0) {
        showChoice();
    }
});
drop.classList.add("is-lively");
form.querySelector("[data-drop-hint]").hidden = false;
