import { firstOf, isProse, type Rules, type Screen } from './attempt';

const COMMANDS = [
  'cat|id|ls|ll|dir|pwd|whoami|uname|wget|curl|ping|nc|ncat|netcat|telnet|nslookup|dig|host|sleep|touch|echo|printf|rm|mv|cp|chmod|chown|bash|sh|zsh|ksh|csh|dash|python[23]?|perl|ruby|php|node|lua|awk|gawk|sed|tr|tac|head|tail|more|less|sort|fold|column|find|xargs|env|printenv|set',
  'export|eval|exec|source|ifconfig|ip|ipconfig|netstat|net|netsh|ps|top|kill|killall|w|who|last|history|hostname|date|time|timeout|systeminfo|tasklist|ver|type|reg|regedit|powershell|pwsh|cmd|wmic|true|false|alias|flock|cscript|wscript|rundll32|bcdboot|certutil|ftp|tftp|scp|ssh|socat|base64|xxd|od|rev|gcc\\S*|cc|make|vi|vim|nano|ed|emacs|crontab|at|mail|sendmail|nmap|tcpdump|cpulimit|nohup|htop|rmt\\S*|cscli',
  'su|sudo|passwd|useradd|tee|dd|tar|zip|unzip|gzip|strings|stat|file|which|mknod|mkfifo|openssl|kubectl|docker|aws|git|shutdown|reboot|halt|mount|df|du|lsof|lsattr|getent|cut|paste|nl|diff|grep|egrep|iptables|service|systemctl|invoke-\\w+',
].join('|');
const PLAIN = `(?:(?:sudo|time|nohup|exec|env) +)?(?:[\\w/.$~?*{}'"\\\\-]{0,40}[/\\\\])?["'\\\\]{0,2}(?:${COMMANDS})["'\\\\]{0,2}(?:\\.exe)?`;
const AFTER = '(?=$|[\\s;|&<>()`$\'"#+%{/\\\\-])';

const RULES: Rules = [
  [/\(\)\s{0,4}\{\s{0,4}[^}]{0,20};?[^}]{0,20}\}\s{0,4};|^\(\)\s?\{/, 'a function of the shell in a variable, with a command behind it'],
  [/\$\((?!\()\s{0,4}[\w`{$/\\'"<.]|\$\(\(\d[\d\s+*/-]{0,20}\)\)/, 'a command substitution: $(…)'],
  [/\$\{?IFS\b|\$\{[@*#!]|\$u\/|\$\{\w{0,16}(?:\/|:-|%%|##)/, 'parts of a command put together from shell variables'],
  [new RegExp(`^(?:[^\\s]{0,400}\\s){0,3}[^\\s]{0,400}?(?:[;|\\n\`&]|%0a)[\\s"'@]{0,4}${PLAIN}${AFTER}`, 'i'), 'a command follows a separator of the shell'],
  [new RegExp(`\`\\s{0,4}${PLAIN}(?:[ $<][^\`]{0,200})?\``, 'i'), 'a command in backticks'],
  [new RegExp(`^[-\\s"'()*]{0,4}${PLAIN}(?:\\s+(?:-{1,2}\\w|/\\w|~|\\.|/[a-z]|https?:|ftp:|%\\w+%|c:)|\\s*[<>|;&]|\\$IFS|\\s*<<<)`, 'i'), 'a command line: a command with options or paths'],
  [/[<>]\s{0,3}\/dev\/(?:tcp|udp|null)|\/dev\/tcp\/|\b(?:ba|z|k|c)?sh\s+-[ci]\b|\/bin\/(?:ba|z|k|c|da)?sh\b|\|\s{0,4}(?:ba|z|k)?sh\b|\bnc\s+-\w{0,4}[el]/, 'starts a shell, or connects one to the network'],
  [/(?:^|[;"'(){}@.=\s&|$!])(?:system|passthru|shell_exec|proc_open|popen|pcntl_exec|exec|eval|assert|print(?=\(\s?[`@])|phpinfo|file_get_contents|base64_decode|create_function|call_user_func)\s{0,2}\(\s{0,2}(?:["'`$@]|base64|print|system|\$_|\)\s{0,2}(?:;|$)|phpinfo|gzinflate|str_rot13)/i, 'a call that runs code or a command'],
  [/<\?(?:php|=|\s)|\$_(?:GET|POST|REQUEST|SERVER|COOKIE|FILES|SESSION)\b|\$\{?GLOBALS\b/, 'code of PHP'],
  [/(?:^|[&|(]\s{0,4})(?:if\s{1,16}(?:\/i\s{1,16})?(?:not\s{1,16})?(?:exist\s|defined\s|errorlevel|cmdextversion|["(%{]?[\w%.-]{1,40}[")}]?\s{0,16}(?:={2,3}|(?:EQU|NEQ|LSS|LEQ|GTR|GEQ)\s))|for\s{1,16}(?:\/[dflr]\s{1,16}.{0,60})?%%?\S{1,20}\s{1,16}in\s{0,4}\()/i, 'a command of Windows batch files: IF or FOR'],
  [/(?:^|=)\/?(?:usr\/)?s?bin\/\w{1,24}$/, 'the path of a command'],
  [/%(?:systemroot|comspec|windir|programfiles|username|userprofile|path|temp)%/i, 'names a variable of the Windows shell'],
  [/\b(?:runtime\.getruntime|processbuilder|child_process|process\.mainmodule|os\.(?:system|popen)|subprocess\.(?:call|popen|run)|__import__|io\.popen)\b/i, 'code that starts a process'],
  [/^\s{0,3}[;|&]{1,2}\s{0,3}(?:[a-z][\w.-]{1,24})\s{0,3}[;|&(]?$|^\$\{?(?:SHELL|PATH|HOME|ENV)\b|^~[-+]?\d$|^!-?\d+/, 'a separator or expansion of the shell with a word and nothing else'],
  [/\b(?:invoke-(?:expression|command|webrequest)|iex\s*\(|-encodedcommand|new-object\s+(?:net|system|io)\.|start-process)\b/i, 'a command of PowerShell'],
];

/** Shell commands and code: what a shell, or an interpreter like it, would run. */
export const shell: Screen = text => (isProse(text) ? undefined : firstOf(RULES, text));

const WORDS = new RegExp(`^(?:which|nohup|sudo|time) +(?:${COMMANDS})$|^if\\s{1,16}(?:not\\s{1,16})?(?:exist|defined)\\s{1,16}\\S{1,40}\\s{1,16}\\S{1,40}$`, 'i');

/** The same for a text of words alone. */
export const shellWords: Screen = text => (WORDS.test(text) ? 'a command line of words' : undefined);
