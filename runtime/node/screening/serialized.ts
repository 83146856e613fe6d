import { firstOf, isProse, type Rules, type Screen } from './attempt';

const RULES: Rules = [
  [/rO0AB[QX]|^aced0005|\xac\xed\0\x05|\ufffd\ufffd\0\x05(?:sr|ur|t)/, 'a serialised Java object: its first bytes'],
  [/^(?:[^=\s]{1,32}=)?\s?(?:O|C):\d{1,4}:"[\w\\]{1,120}":\d{1,4}:\{|(?:^|[;{])a:\d{1,4}:\{(?:[is]:\d|\})|(?:^|[{;])[sO]:\d{1,5}:"[^"]{0,200}";?(?:[{}is;]|$)/, 'a serialised PHP object or list'],
  [/_\$\$ND_FUNC\$\$_|"?__js_function"?\s?:|"\$\$?(?:func|js)\b/, 'a serialised function of JavaScript'],
  [/AAEAAAD\/{2}|^(?:\/w[EF]y|__VIEWSTATE)|ObjectDataProvider|"\$type"\s?:\s?"|System\.(?:Diagnostics\.Process|Windows\.Data)/, 'a serialised .NET object, or the name of its type'],
  [/!!?(?:python|ruby|java|javax|perl|php|com\.|org\.|js\/function)[/:.a-z]|!ruby\/\w+/i, 'a YAML tag that makes an object'],
  [/^(?:gASV|gAN|KGRw|Y3Bvc)|c(?:os|posix|nt|builtins|__builtin__|subprocess)\n\w+\n/, 'a pickled Python object that calls a function'],
  [/\b(?:ProcessBuilder|Runtime)\b[.(]|\b(?:invoker|clone|instantiate|chained|constant)transformer\b|\b(?:for|while)closure\b|\b(?:instantiate|prototypeclone|prototypeserialization)factory\b|\bTemplatesImpl\b|\bjdbcrowset|\bcom\.sun\.(?:rowset|org)|\borg\.apache\.commons\b|\bysoserial\b/i, 'names a class by which deserialising runs code'],
  [/^(?:\w{1,30}=)?\s?(?:javax?\.(?:lang|io|util|net|naming|script|rmi|sql|management|security|beans|Runtime)|org\.omg)\.?[\w.$]{1,80}(?:=\w{0,40})?$/, 'names a class of the Java runtime and nothing else'],
  [/"@?(?:type|class|javaClass)"\s?:\s?"(?:java|com\.|org\.|sun\.)/, 'names the Java class of an object'],
  [/^(?:\w{1,30}=)?(?:console\s?[.[]|__js_function)/, 'code of JavaScript'],
  [/\brequire\s?\(\s?["'](?:node:)?(?:child_process|fs|os|net|http|vm)["']|process\.(?:mainModule|binding|env\b|exit)|(?:console|this|global(?:This)?)\.\w+\.(?:call|apply|constructor)\b|\bimport\s?\(\s?["']/, 'code of Node.js'],
  [/<(?:java\.|object-factory|void\s+method|dynamic-proxy|org\.springframework|java\s+version|sorted-set|map>\s*<entry)|<!--.{0,20}xstream/i, 'an object of Java in XML'],
  [/^\x04\x08[o:{["I]|^BAh[bvJ7]/, 'a marshalled Ruby object'],
];

/** Serialised objects, and code that deserialisers run. */
export const deser: Screen = text => (isProse(text) ? undefined : firstOf(RULES, text));
