// The copies beside the text; an edited Word copy on its way back.
import { $, $$, button, dialog, el, hear, main, say, t, tell, tn, warn } from "./dom.js";
import { complain, get, on, onConflict, post, state } from "./server.js";
import { openNow } from "./tabs.js";

let drawn = null;
const links = $("#links");
const formats = $("#formats");
const theme = $("#theme");
const audience = $("#audience");
const file = $("#word-copy");
const zone = $("#drop");

export function start() {
	onConflict(askConflict);
	$("#copy").title = t("copy-preview");
	hear($("#wider"), "click", ({ target }) => (target.ariaPressed = String(document.body.toggleAttribute("data-wide"))));
	hear(audience, "change", look);
	on("opened", look);
	on("changed", look);
	if (state.readOnly) return;
	hear($("#export"), "click", write);
	hear(file, "change", () => file.files[0] && merge(file.files[0]));
	for (const name of ["dragenter", "dragover", "dragleave", "drop"]) hear(document, name, (event) => {
		if (!event.dataTransfer?.types.includes("Files")) return;
		event.preventDefault();
		zone.classList.toggle("over", name === "dragenter" || name === "dragover");
		if (name === "drop") merge(event.dataTransfer.files[0]);
	});
}

let asked = false;

async function look() {
	if (openNow() !== "copies") return;
	const copy = (name) => `copy/${name}?audience=${audience.value}`;
	const goal = `${copy("html")}&version=${state.version}`;
	if (goal === drawn) return;
	drawn = goal;
	$("#copy").src = goal;
	const found = await get("formats").catch(complain);
	links.replaceChildren(...(found ?? []).map(({ name, label }) => el("li", el("a", { href: copy(name), target: "_blank", rel: "noopener" }, label))));
	if (asked || !found) return;
	asked = true;
	formats.append(...found.map(({ name, label }) => el("label", el("input", { type: "checkbox", value: name, checked: ["html", "docx", "pdf"].includes(name) }), el("span", label))));
	theme.append(...(await get("themes").catch(() => [])).map(({ name, label }) => el("option", { value: name }, label)));
}

async function write() {
	const wanted = $$("input:checked", formats).map(({ value }) => value);
	if (!wanted.length) return warn("tick-format");
	tell("exporting");
	const made = await post("export", { formats: wanted, audience: audience.value, theme: theme.value || null }).catch(complain);
	if (!made) return null;
	const { written = [], refused, notices = [] } = made;
	$("#written").replaceChildren(refused ? el("p.disagrees", refused) : el("ul", written.map((path) => el("li", el("code", path)))),
		notices.length ? el("details", el("summary", tn("notices", notices.length)), el("ul", notices.map((each) => el("li", each.message)))) : "");
	return say(refused ?? tn("written", written.length), Boolean(refused));
}

async function merge(copy) {
	tell("merging", { name: copy.name });
	const found = await post("merge", copy).catch(complain);
	file.value = "";
	if (found?.draft) askMerge(found);
	else say(found?.said);
}

const sides = (versions) => el("div.sides", Object.entries(versions).filter(([, words]) => words != null).map(([name, words]) =>
	el("div", el("b", t(`side.${name}`)), el("p", { dir: "auto" }, words || t("side.nothing")))));

function askMerge({ conflicts, draft, said, notices = [] }) {
	const each = conflicts.map(({ id, message, before, yours, theirs, choices }) => el("section.conflict", el("h3", { dir: "auto" }, message), sides({ before, article: yours, copy: theirs }),
		el("fieldset", el("legend", t("which")), choices.map((choice, at) => el("label", el("input", { type: "radio", name: id, value: choice.value, checked: !at }), el("span", choice.label))))));
	const box = dialog(t("merge"), [el("p", said), each, el("ul", notices.map((notice) => el("li", notice.message)))], [button(t("cancel"), () => box.close()), main(t("merge-go"), async () => {
		const accept = Object.fromEntries($$("input:checked", box).map(({ name, value }) => [name, value]));
		const answer = await post("merge", { draft, accept }).catch(complain);
		if (!answer) return;
		say(answer.said);
		box.close();
	})], { wide: true });
}

const askConflict = ({ yours, theirs, action }) => new Promise((resolve) => {
	let again = null;
	const box = dialog(t("conflict"), [el("p", t("conflict-help")), sides({ yours, theirs })], [button(t("leave-theirs"), () => box.close()), main(t("do-again"), () => {
		again = action;
		box.close();
	})], { wide: true });
	warn("conflict-help");
	hear(box, "close", () => resolve(again));
});
