import { firstOf, type Rules, type Screen } from './attempt';

/** More than a name to fill in: a call, an operator, an index, a literal, a filter. */
const RULES: Rules = [
  [/\{\{-?\s{0,4}[{[]['"]|\{\{-?(?![#/^>!&]\s?[\w.]+(?:\s[\w.@]+)*\}\})[^{}]{0,200}(?:[([|*+=`'"#/]|__|\.(?:constructor|push|pop|class|os|config)\b|\d-\d)|\{\{-?\s*(?:self|config|request|this|settings)\b/, 'a template expression with a call or an operator: {{…}}'],
  [/\{%-?\s*(?:set|if|for|import|from|include|extends|block|macro|load|debug|with|endfor|raw|filter|print)\b/, 'a statement of a template: {%…%}'],
  [/<%(?![=@#!-]?\s*[\w.]+\s*%>)(?:[^%]{1,400}%>|=)|#(?:set|foreach|include|parse)\s?\(\s?[$"']|<#(?:assign|list|if)\b|\$\w+\.class\.|@\(\s?[\d"'][^)]{0,80}[*+)]/, 'a directive of a template'],
  [/__(?:class|globals|mro|subclasses|builtins|init|import|bases|dict|reduce)__/, 'an inner attribute of Python, as escapes from a sandbox use'],
];

const EXPRESSIONS: Rules = [
  [/[$#*@~]\{{1,2}[^{}]{0,200}(?:[(*+=[?|'"]|\bnew\b|__|\d-\d)|\$\{(?:class|self|request|session|product|this|application|pagecontext|param|header)\.\w|\$ENV\{|%\{\(?#/i, 'an expression language: ${…} with a call, an operator or an object of the server'],
];

/** Text that a template engine would evaluate. */
export const ssti: Screen = text => firstOf(RULES, text);

/** The same in languages whose expressions other texts write alike. */
export const expression: Screen = text => firstOf(EXPRESSIONS, text);
