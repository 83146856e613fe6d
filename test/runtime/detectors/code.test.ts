import * as fc from 'fast-check';
import { FIXED, anyText } from './texts';
import { inputsBehind, inspectCode } from '../../../runtime/node/detectors/code';

const name = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,8}$/);

/** Expressions that do something, put together of calls, operators and functions. */
const expression = fc.oneof(
  fc.tuple(name, name, name).map(([object, method, argument]) => `${object}.${method}(${argument}).${method}()`),
  fc.tuple(name, name).map(([left, right]) => `${left} + ${right}() || ${left}`),
  name.map(called => `function () { return ${called}() }()`),
  name.map(variable => `process.env.${variable}`),
);

describe('data', () => {
  test('is no code where an app reads it with eval', () => {
    fc.assert(fc.property(fc.json(), json => {
      for (const code of [`(${json})`, `return ${json};`, `var read = ${json}`]) expect(inspectCode(code)(json)).toBeUndefined();
    }), FIXED);
  });

  test('is none where the app wrote it again', () => {
    fc.assert(fc.property(fc.jsonValue(), value => {
      expect(inspectCode(`(${JSON.stringify(value)})`)(JSON.stringify(value, null, 2))).toBeUndefined();
    }), FIXED);
  });

  test('is none in a literal, whatever it holds', () => {
    fc.assert(fc.property(anyText, value => {
      expect(inspectCode(`const read = row[${JSON.stringify(value)}];`)(value)).toBeUndefined();
    }), FIXED);
  });

  test('is none in a sum', () => {
    const sum = fc.array(fc.tuple(fc.constantFrom('+', '-', '*', '/', '%'), fc.float({ noNaN: true, noDefaultInfinity: true, min: 0 })), { minLength: 1, maxLength: 6 });
    fc.assert(fc.property(sum, terms => {
      const text = `1${terms.map(([operator, number]) => ` ${operator} ${number}`).join('')}`;
      expect(inspectCode(text)(text)).toBeUndefined();
      expect(inspectCode(`return (${text})`)(text)).toBeUndefined();
    }), FIXED);
  });
});

describe('an expression', () => {
  test('is caught where it is all of the code, or stands in the place of a value', () => {
    fc.assert(fc.property(expression, input => {
      for (const code of [input, `return ${input}`, `(${input})`, `var a = ${input};`]) expect(inspectCode(code)(input)).toBeDefined();
    }), FIXED);
  });

  test('is caught where it closed a literal, however long the code', () => {
    fc.assert(fc.property(expression, fc.nat(200), (input, lines) => {
      const payload = `x"] + ${input} + row["y`;
      expect(inspectCode(`${'let a = b.c(d);\n'.repeat(lines)}return row["${payload}"]`)(payload)).toBeDefined();
    }), FIXED);
  });

  test('is caught where a document holds it, wherever in it', () => {
    const document = fc.tuple(fc.lorem(), fc.lorem());
    fc.assert(fc.property(expression, document, (input, [before, after]) => {
      const body = `return [${input}, ${input}]`;
      const text = `${before}: !!js/function 'function () { ${body} }'\n${after}`;
      expect(inspectCode(body)(text)).toBeDefined();
      expect(inputsBehind(body, [before, text, after])).toEqual([text]);
    }), FIXED);
  });

  test('is caught between the delimiters of a template, and not where the app printed them', () => {
    const delimiters = fc.constantFrom(['<%=', '%>'], ['<%-', '-%>'], ['{{', '}}'], ['{{=', '}}'], ['${', '}'], ['#{', '}'], ['{%', '%}']);
    fc.assert(fc.property(expression, delimiters, (input, [open, close]) => {
      fc.pre(!close!.startsWith('}') || !input.includes('}'));
      const template = `Dear ${open} ${input} ${close}`;
      expect(inspectCode(`out("Dear "); out(escape( ${input} ));`)(template)).toBeDefined();
      expect(inspectCode(`out(${JSON.stringify(template)}); return out.text;`)(template)).toBeUndefined();
    }), FIXED);
  });
});

test('an app\'s own template is none of a text that quotes a part of it', () => {
  const code = 'out("<p>"); out(escape( user.first + " " + user.last )); out("</p>");';
  expect(inspectCode(code)('In my article <%= user.first + " " + user.last %> prints both names.')).toBeUndefined();
});

test('thousands of templates do not keep one from being seen', () => {
  const code = 'out("Dear "); out(escape( load("secret").text() ));';
  const padding = Array.from({ length: 5_000 }, (_, index) => `{{ x${index}.y() }}`);
  expect(inputsBehind(code, [...padding, 'Dear {{ load("secret").text() }}'])).toEqual(['Dear {{ load("secret").text() }}']);
});
