import { firstOf, type Rules, type Screen } from './attempt';

const COMMANDS = new Set((
  'cat,id,ls,dir,pwd,whoami,uname,wget,curl,ping,nc,telnet,nslookup,sleep,touch,echo,rm,cp,chmod,bash,sh,zsh,python,python3,perl,ruby,php,node,awk,sed,head,tail,sort,find,env,set,export,eval,exec,'
  + 'ifconfig,ipconfig,net,netstat,netsh,ps,kill,time,timeout,systeminfo,type,reg,regedit,powershell,cmd,ssh,base64,gcc,nohup,htop,sudo,passwd,tar,which,grep,fold,column,true,bcdboot,alias,cd,shutdown'
).split(','));

/** Where a command may begin: behind a separator, a substitution, a line break of a short first line. */
const SEPARATOR = /[;|&`\n]|\$\(|%0a|\\n/gi;
const COMMAND = /[\s"'@({]*((?:(?:sudo|time|nohup|exec|env) +)?(?:[\w/.$~?*-]*[/\\])?["'\\]?)([a-z][\w-]*)["'\\]{0,2}(?:\.exe)?(?=$|[\s;|&<>()`$'"#+%{/\\-])/iy;
/** A line of words before a separator is prose, or a command line that somebody writes about. */
const FEW_WORDS = /^[^\s]*(?:\s[^\s]*){0,3}$/;
const ARGUMENTS = /\s+(?:-{1,2}\w|[/~.%]|https?:|ftp:|c:|\w+$)|\s*[<>|;&]|\$IFS/iy;
/** Separators of one value that are looked behind. */
const MAX_SEPARATORS = 16;

const RULES: Rules = [
  [/\(\)\s*\{[^}]{0,40}\}\s*;|^\(\)\s?\{/, 'a function of the shell with a command behind it'],
  [/\$\((?!\(|(?:document|this|window|function|event|self)\b|["'#.])\s*[\w`{$/\\<]|\$\(\((?:\$|\d[\d\s+*/-]*\)\))/, 'a command substitution: $(…)'],
  [/\$\{?(?:IFS|SHELL)\b|\$\{[A-Z_]{2,20}[#%]|[;|&]\s?['"]\w{2,12}['"]\s+-|[;|&].{0,40}<<<|\$\{[@*#!]|\$u\/|\w\$[@*]\w|[;|&`]\s*\w{1,12}(?:''|""|\\)\w|[;&|^]\s?\w{1,16}=\$|[&|;]\s?\{\w+\}|^~(?:[-+]?\d|[-+])$|^!-?\d+/, 'parts of a command put together by the shell'],
  [/^\S{0,200}(?:\s\S{0,40}){0,2}[;|`]\s{0,4}[a-z][\w.-]{1,24}\s{1,4}(?:-{1,2}[a-z]|\/[a-z?*]|https?:)|^\s*(?!&\w+;)[;|&]{1,2}\s*[a-z][\w.-]{1,24}\s*[;|&(]?$/i, 'a separator of the shell, and a word with options or nothing else'],
  [/[<>]\s*\/dev\/(?:tcp|udp|null)|\/bin\/(?:ba|z|k|c|da)?sh\b|[^|]\|\s*(?:ba|z|k)?sh\b|\bnc\s+-\w{0,4}[el]|\bsh\s+-c\s+\w|^\S{0,40}[<>]\(\w|[;|&]\s?\/?usr\/(?:local\/)?s?bin\/|^[a-z][\w.]{1,14}(?:\s-{1,2}[a-z][\w=-]{0,20}){1,4}\s\/[a-z]+\/|(?:^|=)%x[({]|^alias\s\S+=|^\{(?:(?:cat|curl|echo|id|ip|ls|nc|ping|wget)?,[\w,/.-]{2,40}|\w{1,8},-[\w,-]{1,40})\}\w{0,8}$/, 'starts a shell or a command by its path'],
  [/(?:^|[;"'(){}@.=\s&|$!])(?:system|passthru|shell_exec|proc_open|popen|exec|eval|assert|print(?=\(\s?[`@])|phpinfo|base64_decode)\(\s?(?:["'`$@]|base64|print|system|\)\s?(?:;|$)|phpinfo)|<\?(?:php|=|\s)|\$_(?:GET|POST|REQUEST|SERVER|COOKIE)\b/i, 'a call that runs code or a command'],

];

const BATCH = /(?:^|[&|(]\s*)(?:if\s+(?:\/i\s+)?(?:not\s+)?(?:exist\s+(?:["%]?\S{0,80}[\\/.:%*"]|\S{1,80}\s+\(?cmd\b)|defined\s+\S+\s+(?:set\b|cmd|\()|errorlevel|cmdextversion\s|[[("%{]?[\w%.:~-]{1,40}[)"}\]]?\s{0,16}(?:={2,3}|(?:EQU|NEQ|LSS|LEQ|GTR|GEQ)\s))|for\s+(?:\/[dflr]\s+.{0,60})?%%?\S{1,20}\s+in\s*\()/i;

/** Commands of Windows batch files. */
export const batch: Screen = text => (BATCH.test(text) ? 'a command of Windows batch files: IF or FOR' : undefined);

/** What a shell, or an interpreter like it, would run. */
export const shell: Screen = text => commandIn(text) ?? firstOf(RULES, text);

function commandIn(text: string): string | undefined {
  if (isCommand(text, 0)) {
    ARGUMENTS.lastIndex = COMMAND.lastIndex;
    if (ARGUMENTS.test(text)) return 'a command line: a command with options or paths';
  }
  SEPARATOR.lastIndex = 0;
  for (let count = 0; count < MAX_SEPARATORS; count++) {
    const match = SEPARATOR.exec(text);
    if (!match || !FEW_WORDS.test(text.slice(0, Math.min(match.index, 400)))) return undefined;
    if (match[0] === '\n' && /[\s{[<]/.test(text.slice(0, match.index))) continue;
    if (isCommand(text, match.index + match[0].length) && !isProse(text.slice(0, match.index), text.slice(COMMAND.lastIndex))) return `a command follows ${match[0] === '\n' ? 'a line break' : match[0]}`;
  }
  return undefined;
}

/** Words on both sides of a separator: `sort by price; find deals`. */
function isProse(before: string, after: string): boolean {
  return /^[a-z]+(?: [a-z]+)+ ?$/i.test(before) && /^(?: [a-z]+)+[.!?]?$/i.test(after);
}

function isCommand(text: string, at: number): boolean {
  COMMAND.lastIndex = at;
  const match = COMMAND.exec(text);
  return match !== null && COMMANDS.has(match[2].toLowerCase());
}

/** A command line of nothing but words. */
export const shellWords: Screen = text => {
  if (!/^(?:which|nohup|sudo|time|if|net|netsh) /i.test(text)) return undefined;
  if (/^net user \S+ \S+ \/add$|^netsh (?:adv)?firewall /i.test(text)) return 'a command line of Windows';
  const [, second, third] = text.split(' ', 3);
  return batch(text) ?? (third === undefined && COMMANDS.has(second) ? 'a command line: a command that runs another' : undefined);
};
