import { firstOf, type Rules, type Screen } from './attempt';

const RULES: Rules = [
  [/rO0AB[QX]|\xac\xed\0\x05|AAEAAAD\/{2}|^\/w[EF]y|^(?:gASV|gAN|KGRw|Y3Bvc|BAh[7bIJTVov])/, 'a serialised object of Java, .NET, Python or Ruby: its first bytes'],
  [/^(?:[^=\s]{1,32}=)?\s?[OC]:\d{1,4}:"[\w\\]{1,120}":\d|(?:^|[;{])a:\d{1,4}:\{[is}]|(?:^|[{;])[sO]:\d{1,5}:"[^"]{0,200}";?(?:[{}is;]|$)/, 'a serialised PHP object or list'],
  [/^py\/(?:object|reduce|function)\b|_\$\$ND_FUNC\$\$_|__js_function|"\$type"\s?:\s?"|"@?(?:type|class|javaClass)"\s?:\s?"(?:java|com\.|org\.|sun\.)/, 'an object that names its class, or a function, to a deserialiser'],
  [/!!?(?:python|ruby|javax?|perl|php|com\.|org\.|js\/function)[/:.a-z]/i, 'a YAML tag that makes an object'],
  [/\bc(?:os|posix|nt|\w*builtin\w*|subprocess)\n\w+\n/, 'a pickled Python object that calls a function'],
  [/\b(?:ProcessBuilder|Runtime)\b[.(]|\b(?:invoker|clone|instantiate|chained)transformer\b|\bTemplatesImpl\b|\bcom\.sun\.|\borg\.(?:omg\.|apache\.(?:commons|xalan)\b|codehaus\.groovy)|\b(?:ognl|javassist|bsh|com\.opensymphony|sun\.(?:rmi|misc|reflect))\.\w/i, 'a class by which deserialising runs code'],
  [/^(?:\w{1,30}=)?\s?(?!java\.(?:util\.[A-Z]|time|math|text))javax?\.[a-zA-Z](?![\w.$]{0,80}(?:Exception|Error)\b)[\w.$]{0,80}(?:=\w{0,40})?$/, 'the name of a class of the Java runtime and nothing else'],
  [/^(?:\w{1,30}=)?console\s?[.[]|child_process|\bprocess\s?[.[]["']?(?:env|mainModule|binding|exit)\b|^\S{0,40}require\(["']|\bthis\.constructor\b|:constructor:|(?:this|global(?:This)?)\.\w+\.(?:call|apply|constructor)\b/, 'code of Node.js'],

];

/** Letters as JavaScript and JSON may write them. */
const ESCAPE = /\\u00([2-7][0-9a-f])/gi;

/** Serialised objects, and code that deserialisers run. */
export const deser: Screen = text => firstOf(RULES, text.includes('\\u00') ? text.replace(ESCAPE, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text);
