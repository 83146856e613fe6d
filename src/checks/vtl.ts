/** Calls of the mapping language's own library that escape what they are given, or give no text. */
const LIBRARY_CALL = /\$!?\{?utils?\.(?!defaultIfNull|parseJson|urlDecode|base64Decode)[\w.]+\(/;
const DIRECTIVE = /#\{?(?:if|elseif|set|foreach|return|stop)\s*\(/;

/** What a caller writes: parameters, body, arguments. `$input.json()` gives JSON, which is safe where JSON is built. */
const INPUT = /\$!?\{?(?:input\.(?:params\(\s*['"]|path\(|body\b)|(?:ctx|context)\.(?:args|arguments)\b|context\.(?:path|identity\.userAgent)\b)/;

/** What a template may do as a whole: hand on the body as it came. */
const HANDED_ON = /^\s*\$!?\{?input\.(?:body|json\(\s*['"]\$['"]\s*\))\}?\s*$/;

/** A template is 300 KB at most; longer texts are nobody's. */
const MAX_LENGTH = 300_000;

/** Whether a mapping template (Velocity) puts what a caller wrote into its text without escaping it. */
export function rawInputs(template: string): boolean {
  if (HANDED_ON.test(template)) return false;
  const bounded = template.slice(0, MAX_LENGTH).replace(/##[^\n]*/g, '');
  const written = withoutCalls(withoutCalls(bounded, LIBRARY_CALL), DIRECTIVE);
  if (INPUT.test(written)) return true;
  return taintedVariables(bounded).some(name => new RegExp(`\\$!?\\{?${name}(?![\\w-])`).test(written));
}

/** Variables that are set to what a caller wrote. */
function taintedVariables(template: string): readonly string[] {
  return [...template.matchAll(/#set\s*\(\s*\$(\w{1,60})\s*=\s*([^\n]{0,500})/g)]
    .filter(([, , value = '']) => INPUT.test(withoutCalls(value, LIBRARY_CALL)))
    .flatMap(([, name]) => name ?? []);
}

/** The text without the calls that begin as given, up to their closing bracket. One pass: the text is somebody else's. */
function withoutCalls(text: string, call: RegExp): string {
  const global = new RegExp(call.source, 'g');
  let kept = '';
  let from = 0;
  for (let match = global.exec(text); match !== null; match = global.exec(text)) {
    kept += text.slice(from, match.index);
    from = closingBracket(text, match.index + match[0].length);
    global.lastIndex = from;
  }
  return kept + text.slice(from);
}

function closingBracket(text: string, from: number): number {
  let open = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '(') open += 1;
    if (text[at] === ')') open -= 1;
    if (open === 0) return at + 1;
  }
  return text.length;
}
