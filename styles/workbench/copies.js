// The copies beside the text; an edited Word copy on its way back.
import { $, $$, button, dialog, el, hear, main, say, t, tell, warn } from "./dom.js";
import { complain, on, onConflict, post, state } from "./server.js";
import { openNow } from "./tabs.js";

let drawn = null;
const audience = $("#audience");
const file = $("#word-copy");
const zone = $("#drop");

export function start() {
	onConflict(askConflict);
	hear(audience, "change", look);
	on("opened", look);
	on("changed", look);
	if (state.readOnly) return;
	hear($("#export"), "click", write);
	hear(file, "change", () => file.files[0] && merge(file.files[0]));
	for (const name of ["dragenter", "dragover", "dragleave", "drop"]) hear(document, name, (event) => {
		if (!event.dataTransfer?.types.includes("Files")) return;
		event.preventDefault();
		zone.classList.toggle("over", name.endsWith("r"));
		if (name === "drop") merge(event.dataTransfer.files[0]);
	});
}

function look() {
	if (openNow() !== "copies") return;
	const search = `?audience=${audience.value}`;
	const goal = `copy/html${search}&version=${state.version}`;
	if (goal === drawn) return;
	drawn = goal;
	$("#copy").src = goal;
	for (const link of $$("#links a")) link.search = search;
}

const lines = (told) => el("ul", told.map((each) => el("li", { dir: "auto" }, each)));

async function write() {
	const wanted = $$("#formats input:checked").map(({ value }) => value);
	if (!wanted.length) return warn("tick-format");
	tell("exporting");
	const made = await post("export", { formats: wanted, audience: audience.value, theme: $("#theme").value }).catch(complain);
	if (!made) return null;
	$("#written").replaceChildren(lines(made.written), lines(made.notices));
	return say(made.said, made.refused);
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

function askMerge({ conflicts, draft, said, notices }) {
	const each = conflicts.map(({ id, message, before, yours, theirs, choices }) => el("section.conflict", el("h3", { dir: "auto" }, message), sides({ before, article: yours, copy: theirs }),
		el("fieldset", el("legend", t("which")), choices.map((choice, at) => el("label", el("input", { type: "radio", name: id, value: choice.value, checked: !at }), el("span", choice.label))))));
	const box = dialog(t("merge"), [el("p", said), each, lines(notices)], [button(t("cancel"), () => box.close()), main(t("merge-go"), async () => {
		const accept = Object.fromEntries($$("input:checked", box).map(({ name, value }) => [name, value]));
		const answer = await post("merge", { draft, accept }).catch(complain);
		if (!answer) return;
		say(answer.said);
		box.close();
	})]);
}

const askConflict = ({ yours, theirs, action }) => new Promise((resolve) => {
	const box = dialog(t("conflict"), [el("p", t("conflict-help")), sides({ yours, theirs })], [button(t("leave-theirs"), () => box.close()), action && main(t("do-again"), () => box.close("again"))]);
	warn("conflict-help");
	hear(box, "close", () => resolve(box.returnValue && action));
});
