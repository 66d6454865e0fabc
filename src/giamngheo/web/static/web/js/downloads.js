// Files of the result, made here in the browser; nothing of them is kept on the server.

const data = JSON.parse(document.getElementById("du-lieu").textContent);
const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const NAMES = "http://schemas.openxmlformats.org";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

function escape(text) {
    return String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, " ");
}

function cell(value, bold) {
    const style = bold ? ' s="1"' : ' s="2"';
    if (value === "") {
        return `<c${style}/>`;
    }
    if (typeof value === "number") {
        return `<c${style}><v>${value}</v></c>`;
    }
    return `<c t="inlineStr"${style}><is><t xml:space="preserve">${escape(value)}</t></is></c>`;
}

function sheet(rows) {
    const widths = rows[0].map((_, at) => Math.min(60, Math.max(8, ...rows.map((row) => String(row[at] || "").length + 2))));
    const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
    const lines = rows.map((row, at) => `<row>${row.map((value) => cell(value, at === 0)).join("")}</row>`);
    return `${HEAD}<worksheet xmlns="${NAMES}/spreadsheetml/2006/main"><cols>${columns.join("")}</cols>`
        + `<sheetData>${lines.join("")}</sheetData></worksheet>`;
}

// The parts of a workbook: one sheet, its first row bold, long texts wrapped.
function parts(rows) {
    const office = `${NAMES}/officeDocument/2006/relationships`;
    const relations = `${HEAD}<Relationships xmlns="${NAMES}/package/2006/relationships">`;
    const main = `${NAMES}/spreadsheetml/2006/main`;
    const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    return {
        "[Content_Types].xml": `${HEAD}<Types xmlns="${NAMES}/package/2006/content-types">`
            + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            + `<Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/>`
            + `<Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/>`
            + `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/></Types>`,
        "_rels/.rels": `${relations}<Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
        "xl/workbook.xml": `${HEAD}<workbook xmlns="${main}" xmlns:r="${office}">`
            + '<sheets><sheet name="Kết quả" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": `${relations}<Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/>`
            + `<Relationship Id="r2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
        "xl/styles.xml": `${HEAD}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>`
            + '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
            + '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
            + '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf fontId="1" xfId="0" applyFont="1"/>'
            + '<xf xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>'
            + '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
        "xl/worksheets/sheet1.xml": sheet(rows),
    };
}

function checksum(bytes) {
    let sum = 0xffffffff;
    for (const byte of bytes) {
        sum ^= byte;
        for (let bit = 0; bit < 8; bit += 1) {
            sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
        }
    }
    return (sum ^ 0xffffffff) >>> 0;
}

function numbers(...pairs) {
    const view = new DataView(new ArrayBuffer(pairs.reduce((size, pair) => size + pair[1], 0)));
    let at = 0;
    for (const [value, size] of pairs) {
        if (size === 2) {
            view.setUint16(at, value, true);
        } else {
            view.setUint32(at, value, true);
        }
        at += size;
    }
    return new Uint8Array(view.buffer);
}

// A zip file whose parts are stored as they are, all dated 1 January 2024: the same result gives the same file.
function zip(files) {
    const utf8 = new TextEncoder();
    const stored = [];
    const listed = [];
    let at = 0;
    let listedSize = 0;
    for (const [name, text] of Object.entries(files)) {
        const [title, content] = [utf8.encode(name), utf8.encode(text)];
        const about = numbers([20, 2], [0x800, 2], [0, 2], [0, 2], [0x5821, 2], [checksum(content), 4],
            [content.length, 4], [content.length, 4], [title.length, 2], [0, 2]);
        stored.push(numbers([0x04034b50, 4]), about, title, content);
        listed.push(numbers([0x02014b50, 4], [20, 2]), about, numbers([0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), title);
        at += 4 + about.length + title.length + content.length;
        listedSize += 6 + about.length + 14 + title.length;
    }
    const count = Object.keys(files).length;
    const end = numbers([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [listedSize, 4], [at, 4], [0, 2]);
    return [...stored, ...listed, end];
}

function save(name, type, pieces) {
    const address = URL.createObjectURL(new Blob(pieces, { type }));
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
            save(button.dataset.file, "application/json", [JSON.stringify(data.json, null, 2)]);
        } else {
            save(button.dataset.file, WORKBOOK, zip(parts(data[kind])));
        }
    });
}
