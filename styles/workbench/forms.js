// Forms of the server in a dialog, and what ends a finding.
import { $, $$, dialog, el, hear, main, t } from "./dom.js";
import { attempt, change, complain, get, state } from "./server.js";
import { drawFields, valuesOf } from "./fields.js";

/** Resolves to the answer to `action` with the values of the form; to null where it was closed. */
export async function ask(query, action, { version = state.version, back } = {}) {
	state.asking = true; // what is typed meanwhile is for the form, and marks nothing
	const form = query.form ?? (await get("form", { ...query, version }).catch(complain));
	state.asking = false;
	if (!form) return null;
	const { title, said, fields, focus } = form;
	const body = el("div", drawFields(fields));
	const failed = el("p.disagrees", { role: "alert" });
	let made = null;
	const save = async () => {
		failed.textContent = "";
		await Promise.all($$("[data-field]", body).map(({ ready }) => ready));
		try {
			made = await change({ ...action, fields: valuesOf(body) }, version);
			if (made) box.close();
		} catch (error) {
			failed.textContent = error.message;
		}
	};
	const box = dialog(title, [said && el("p.asked", { dir: "auto" }, said), body, failed], main(t("save"), save), { back });
	$(`[data-field="${focus}"] :is(input,select,textarea)`, body)?.focus();
	hear(box, "keydown", (event) => event.key === "Enter" && !event.defaultPrevented && event.target.matches("input,select") && save());
	return new Promise((resolve) => hear(box, "close", () => resolve(made)));
}

export const askHead = (query) => ask({ of: "head", ...query }, { type: "head" });

/** Ends findings of one rule. */
export function mend(rows, said, version) {
	const [{ act, rule, focus, own: id, register }] = rows;
	const elements = rows.map(({ element }) => element);
	if (act === "fix") return attempt({ type: "fix", findings: rows.map((row) => row.id) }, version);
	if (act === "head") return askHead({ focus, said });
	if (act === "edit") return ask({ register, id, focus, said }, { type: "entry", register, id });
	return ask({ of: "answer", rule, said, elements: elements.join(" ") }, { type: "answer", rule, elements }, { version });
}
