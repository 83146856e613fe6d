import { firstOf, isProse, type Rules, type Screen } from './attempt';

/** More than a name to fill in: a call, an operator, an index, a literal, a filter. */
const RULES: Rules = [
  [/\{\{-?[^}]{0,400}(?:[([|*+=`'"#/]|__|\.(?:constructor|push|pop|class|mro|os|config|env|items)\b|\d\s?[*-]\s?\d)|\{\{(?:self|config|request|this|settings|app)\b/, 'a template expression with a call or an operator: {{…}}'],
  [/\{%-?\s{0,4}(?:set|if|for|import|from|include|extends|block|macro|load|debug|with|endfor|raw|filter|print)\b/, 'a statement of a template: {%…%}'],
  [/<%[=@#!-]?[^%]{1,400}%>|<%=/, 'code in a template: <%…%>'],
  [/[$#*@~]\{{1,2}[^}]{0,400}(?:[(*+=[?|]|\bnew\b|\.(?:class|module|getclass)\b|__|\d-\d)/, 'an expression language: ${…} with a call or an operator'],
  [/\$\{(?:class|self|request|session|product|this|application|pageContext|param|header|env)\.\w/i, 'an expression language: ${…} with an object of the server'],
  [/#(?:set|foreach|if|include|parse)\s?\(\s?[$"']|<#(?:assign|list|if|include)\b|\[#(?:assign|if)\b|\$\w+\.class\.|@\(\s?[\d"'][^)]{0,80}[*+)]|#\{\s?[\d'"][^}]{0,200}\}/, 'a directive of a template'],
  [/__(?:class|globals|mro|subclasses|builtins|init|import|bases|base|dict|code|reduce)__/, 'names an inner attribute of Python, as escapes from a sandbox do'],
  [/\bT\(\s?java\.|\bfreemarker\.template\.|\$ENV\{|%\{\(?#/, 'names a class through an expression language'],
];

/** Server-side templates: text that an engine would evaluate. */
export const ssti: Screen = text => (isProse(text) ? undefined : firstOf(RULES, text));
