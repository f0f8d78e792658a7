// Where readers write to those who keep the guides: a prefilled issue, form or e-mail, by the settings.

const encoded = (text) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));

/** The address that a message leads to, "" where nothing is set: {title, body, ref, persona, line}. */
export function feedbackAddress(feedback, { title, body, ref = "", persona = "", line = "" }) {
  const { github, gitlab, form, email } = feedback ?? {};
  if (github) return `https://github.com/${github}/issues/new?title=${encoded(title)}&body=${encoded(body)}`;
  if (gitlab) return `https://gitlab.com/${gitlab}/-/issues/new?issue[title]=${encoded(title)}&issue[description]=${encoded(body)}`;
  if (email) return `mailto:${email}?subject=${encoded(title)}&body=${encoded(body)}`;
  const values = { ref, persona, line };
  return /^https?:/.test(form ?? "") ? form.replace(/\{(ref|persona|line)\}/g, (_, name) => encoded(values[name])) : "";
}
