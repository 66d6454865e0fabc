// A download leaves the page as it is: say that it is under way. Written anywhere else, the page that comes says it.
const form = document.querySelector("[data-backup]");

form.addEventListener("submit", () => {
    if (new FormData(form).get("destination") === "tai-ve") {
        form.querySelector("[data-downloading]").hidden = false;
    }
});
