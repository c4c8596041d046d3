// New people, organisations, places and sources, and changes to them: one dialog, one change.
import { $, dialog, el, hear, main, t } from "./dom.js";
import { change, complain, get } from "./server.js";
import { drawFields, valuesOf } from "./fields.js";

/** Asks for a new entry, its name proposed; resolves to its id, null where nothing was made. */
export const newEntry = (register, label = "") => askEntry({ register, label });

export async function askEntry({ register, id = null, label = "" }) {
	const form = await get("form", { register, id }).catch(complain);
	if (!form) return null;
	const first = form.fields.find(({ name }) => name === "name" || name === "title");
	if (label) first.value ||= label;
	const body = el("div", drawFields(form.fields, { make: newEntry }));
	const failed = el("p.disagrees", { role: "alert" });
	let made = null;
	const save = async () => {
		failed.textContent = "";
		try {
			const answer = await change({ type: "entry", register, id, fields: valuesOf(body) });
			made = answer?.entry || id;
			if (answer) box.close();
		} catch (error) {
			failed.textContent = error.message;
		}
	};
	const box = dialog(t(id ? "edit-entry" : `new.${register}`, { name: "" }), [body, failed], main(t("save"), save));
	$("input,select,textarea", body).focus();
	hear(box, "keydown", (event) => event.key === "Enter" && event.target.matches("input:not([role])") && save());
	return new Promise((resolve) => hear(box, "close", () => resolve(made)));
}
