// Files of the result, made here in the browser; nothing of them is kept on the server.

const data = JSON.parse(document.getElementById("du-lieu").textContent);

// A spreadsheet must not take a text for a formula.
function cell(value) {
    const text = /^[=+\-@\t]/.test(value) && !/^-?[\d.,]+$/.test(value) ? `'${value}` : value;
    return `"${text.replace(/"/g, '""')}"`;
}

function asCsv(rows) {
    return `\uFEFF${rows.map((row) => row.map(cell).join(";")).join("\r\n")}\r\n`;
}

function save(name, type, text) {
    const address = URL.createObjectURL(new Blob([text], { type }));
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    window.setTimeout(() => URL.revokeObjectURL(address), 10000);
}

for (const button of document.querySelectorAll("[data-download]")) {
    button.addEventListener("click", () => {
        const kind = button.dataset.download;
        if (kind === "json") {
            save(button.dataset.file, "application/json", JSON.stringify(data.json, null, 2));
        } else {
            save(button.dataset.file, "text/csv;charset=utf-8", asCsv(data[kind]));
        }
    });
}
