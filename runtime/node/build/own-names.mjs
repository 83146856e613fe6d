/**
 * Names of properties that nobody but the guard ever sees, and that the build may shorten.
 *
 * A name is shortened everywhere or nowhere. So it is kept as soon as one property of that name is anybody else's: declared
 * outside the guard, written to or read from something without a declared shape (JSON, an event, the app's objects), handed to
 * a function of Node's or the language's, asked for by a string, or part of a class that extends another's.
 */
import ts from 'typescript';

/**
 * @param program - the guard's modules and what they import
 * @param isOwn - whether a file is the guard's
 */
export function ownNames(program, isOwn) {
  const survey = new Survey(program.getTypeChecker(), isOwn);
  for (const file of program.getSourceFiles()) if (isOwn(file.fileName)) survey.visit(file);
  return [...survey.declared].filter(name => !survey.kept.has(name)).sort();
}

class Survey {
  declared = new Set();
  kept = new Set();
  #given = new Set();
  #checker;
  #isOwn;

  constructor(checker, isOwn) {
    this.#checker = checker;
    this.#isOwn = isOwn;
  }

  visit(node) {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node) && !ts.isTypeLiteralNode(node)) return this.#visitType(node);
    this.#declare(node);
    this.#look(node);
    if (ts.isExpression(node)) this.#convert(node);
    this.#absorb(node);
    ts.forEachChild(node, child => this.visit(child));
  }

  /** Types have members to declare, and nothing that happens. */
  #visitType(node) {
    this.#declare(node);
    this.#look(node);
    ts.forEachChild(node, child => (ts.isTypeNode(child) ? this.#visitType(child) : ts.isTypeElement(child) ? this.visit(child) : undefined));
  }

  #declare(node) {
    const isMember = ts.isClassElement(node) || ts.isTypeElement(node) || ts.isObjectLiteralElementLike(node)
      || (ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent));
    if (!isMember || !node.name) return;
    if (ts.isIdentifier(node.name)) this.declared.add(node.name.text);
    else if (ts.isStringLiteralLike(node.name)) this.kept.add(node.name.text);
  }

  #look(node) {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.name)) this.#use(this.#checker.getSymbolAtLocation(node.name), node.name.text);
    else if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) this.#useBinding(node);
    else if (ts.isElementAccessExpression(node)) this.#useElement(node);
    else if (ts.isObjectLiteralExpression(node)) this.#useLiteral(node);
    else if (ts.isStringLiteralLike(node) && !isCompared(node)) this.kept.add(node.text);
    else if (ts.isForInStatement(node)) this.#give(this.#checker.getTypeAtLocation(node.expression));
    else if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) this.#assert(node);
    else if (ts.isCallExpression(node) || ts.isNewExpression(node)) this.#call(node);
    else if (ts.isTypePredicateNode(node) && node.type) this.#recognise(node);
    else if (ts.isParameter(node) && node.type) this.#take(node);
    else if (ts.isThrowStatement(node)) this.#give(this.#checker.getTypeAtLocation(node.expression));
    else if (ts.isClassLike(node)) this.#extend(node);
  }

  /** A property that is anybody else's, or nobody's, keeps its name. */
  #use(symbol, name) {
    if (!symbol || !this.#isOwnSymbol(symbol)) this.kept.add(name);
  }

  #isOwnSymbol(symbol) {
    const declarations = symbol.declarations ?? [];
    return declarations.length > 0 && declarations.every(({ getSourceFile }, index) => this.#isOwn(getSourceFile.call(declarations[index]).fileName));
  }

  #useBinding(element) {
    const name = element.propertyName ?? element.name;
    if (element.dotDotDotToken) return;
    if (!ts.isIdentifier(name)) return;
    const type = this.#checker.getTypeAtLocation(element.parent);
    this.#useOf(type, name.text);
  }

  /** Of each member of a union, since one of them may be somebody else's. */
  #useOf(type, name) {
    const parts = type.isUnionOrIntersection() ? type.types : [type];
    let isFound = false;
    for (const part of parts) {
      const symbol = this.#checker.getPropertyOfType(this.#checker.getApparentType(part), name);
      if (!symbol) continue;
      isFound = true;
      this.#use(symbol, name);
    }
    if (!isFound) this.kept.add(name);
  }

  #useElement({ expression, argumentExpression }) {
    const key = this.#checker.getTypeAtLocation(argumentExpression);
    if (isOf(key, ts.TypeFlags.NumberLike)) return;
    if (isOf(key, ts.TypeFlags.ESSymbolLike)) return;
    this.#give(this.#checker.getTypeAtLocation(expression), false);
  }

  /** What is written for somebody else's type has his names, wherever it was written. */
  #useLiteral(node) {
    const context = this.#checker.getContextualType(node);
    if (!context) return;
    for (const property of this.#checker.getPropertiesOfType(this.#checker.getTypeAtLocation(node))) this.#useIn(context, property.name);
  }

  #useIn(context, name) {
    for (const part of context.isUnionOrIntersection() ? context.types : [context]) {
      const symbol = this.#checker.getPropertyOfType(part, name);
      if (symbol) this.#use(symbol, name);
    }
  }

  /** What is said to have a shape got its names elsewhere. */
  #assert({ expression, type }) {
    const from = this.#checker.getTypeAtLocation(expression);
    const to = this.#checker.getTypeFromTypeNode(type);
    if (from === to || type.getText() === 'const' || isOwnModule(expression)) return;
    this.#give(to);
    this.#give(from);
  }

  /** What is recognised in anything got its names elsewhere. */
  #recognise({ parameterName, type, parent }) {
    const parameter = parent.parameters.find(({ name }) => name.getText() === parameterName.getText());
    if (parameter && this.#isShapeless(this.#checker.getTypeAtLocation(parameter))) this.#give(this.#checker.getTypeFromTypeNode(type));
  }

  /** A function that is called with anything says itself what it takes it for. */
  #take({ parent, type, name }) {
    if (!ts.isArrowFunction(parent) && !ts.isFunctionExpression(parent)) return;
    const context = this.#checker.getContextualType(parent);
    const index = parent.parameters.findIndex(parameter => parameter.name === name);
    const signature = context?.getCallSignatures()[0];
    if (!signature) return;
    const parameter = signature.parameters[index];
    if (!parameter || this.#holdsShapeless(this.#checker.getTypeOfSymbol(parameter))) this.#give(this.#checker.getTypeFromTypeNode(type));
  }

  /** Functions of the language see what they are given, but for those that take anything as one thing: a list, a map, a promise. */
  #call(node) {
    const signature = this.#checker.getResolvedSignature(node);
    const declaration = signature?.declaration;
    if (declaration && this.#isOwn(declaration.getSourceFile().fileName)) return;
    for (const [index, argument] of (node.arguments ?? []).entries()) {
      const parameter = declaration?.parameters?.[Math.min(index, declaration.parameters.length - 1)];
      if (parameter && this.#isOpaque(parameter, declaration)) continue;
      this.#give(this.#checker.getTypeAtLocation(argument));
    }
  }

  /** Whether a parameter's type is one that the caller chooses, or a function of such. */
  #isOpaque({ type }, declaration) {
    if (!type || !/[\\/]typescript[\\/]lib[\\/]lib\.es/.test(declaration.getSourceFile().fileName)) return false;
    const holder = declaration.parent;
    return ts.isInterfaceDeclaration(holder) && !/^(?:Object|Proxy|JSON)/.test(holder.name.text);
  }

  /** What extends another's class lies beside his names. */
  #extend(node) {
    const bases = node.heritageClauses?.flatMap(({ types }) => types) ?? [];
    for (const base of bases) {
      const type = this.#checker.getTypeAtLocation(base);
      const isForeign = type.symbol && !this.#isOwnSymbol(type.symbol);
      if (isForeign) for (const member of node.members) this.#keepMember(member);
      for (const property of this.#checker.getPropertiesOfType(type)) this.#use(property, property.name);
    }
  }

  #keepMember(member) {
    if (member.name && ts.isIdentifier(member.name)) this.kept.add(member.name.text);
    for (const parameter of member.parameters ?? []) if (ts.isIdentifier(parameter.name)) this.kept.add(parameter.name.text);
  }

  /** Where a value is taken as something without a shape, or as somebody else's, its names are seen there. */
  #convert(node) {
    if (ts.isLiteralExpression(node) || node.kind === ts.SyntaxKind.ThisKeyword || isTakenApart(node) || isOwnModule(node)) return;
    const context = this.#checker.getContextualType(node);
    if (!context) return;
    const type = this.#checker.getTypeAtLocation(node);
    if (type === context) return;
    if (isOf(type, ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return this.#give(context);
    if (this.#isShapeless(context)) return this.#give(type);
    for (const property of this.#checker.getPropertiesOfType(type)) this.#useIn(context, property.name);
  }

  /** Beside something without a shape, what has one loses it: as one of a list, of two branches, of a function's results. */
  #absorb(node) {
    const parts = partsOf(node);
    if (parts.length === 0) return;
    const type = ts.isFunctionLike(node) ? this.#checker.getSignatureFromDeclaration(node).getReturnType() : this.#checker.getTypeAtLocation(node);
    if (!this.#holdsShapeless(type)) return;
    for (const part of parts) this.#give(this.#checker.getTypeAtLocation(part));
  }

  #holdsShapeless(type) {
    return [type, ...this.#checker.getTypeArguments(type) ?? []].some(part => this.#isShapeless(part));
  }

  #isShapeless(type) {
    if (isOf(type, ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive)) return true;
    if (type.isUnion()) return type.types.some(part => this.#isShapeless(part));
    return this.#checker.getIndexInfosOfType(type).some(({ keyType }) => isOf(keyType, ts.TypeFlags.StringLike));
  }

  /** Keeps the names of a type and of all that it leads to. */
  #give(type, isDeep = true) {
    if (this.#given.has(type) && isDeep) return;
    if (isDeep) this.#given.add(type);
    if (type.isUnionOrIntersection()) return type.types.forEach(part => this.#give(part, isDeep));
    if (isOf(type, ts.TypeFlags.Primitive)) return;
    for (const argument of this.#checker.getTypeArguments(type) ?? []) if (isDeep) this.#give(argument);
    if (type.symbol && !this.#isOwnSymbol(type.symbol)) return;
    for (const property of this.#checker.getPropertiesOfType(type)) {
      this.kept.add(property.name);
      if (isDeep) this.#give(this.#checker.getTypeOfSymbol(property));
    }
    if (!isDeep) return;
    for (const signature of [...type.getCallSignatures(), ...type.getConstructSignatures()]) {
      for (const parameter of signature.parameters) this.#give(this.#checker.getTypeOfSymbol(parameter));
      this.#give(signature.getReturnType());
    }
  }
}

/** The expressions of which one becomes the value, or all become its elements. */
function partsOf(node) {
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(element => (ts.isSpreadElement(element) ? element.expression : element));
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
  if (ts.isBinaryExpression(node) && /^(?:\?\?|\|\||&&|,)$/.test(node.operatorToken.getText())) return [node.left, node.right];
  return ts.isFunctionLike(node) && node.body ? resultsOf(node.body) : [];
}

function resultsOf(body) {
  if (!ts.isBlock(body)) return [body];
  const results = [];
  const visit = node => {
    if ((ts.isReturnStatement(node) || ts.isYieldExpression(node)) && node.expression) results.push(node.expression);
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return results;
}

/** Whether a string is compared with a value, and so asks for nothing. */
function isCompared({ parent }) {
  return ts.isCaseClause(parent) || (ts.isBinaryExpression(parent) && /^[!=]==$/.test(parent.operatorToken.getText()));
}

/** What the guard loads late is its own. */
function isOwnModule(expression) {
  return ts.isCallExpression(expression) && expression.expression.getText() === 'require' && expression.arguments[0].getText().startsWith("'.");
}

/** Whether an initializer is taken apart at once: its context is then no type, but the pattern. */
function isTakenApart({ parent }) {
  return parent && ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name) && !parent.type;
}

function isOf(type, flags) {
  return type.isUnion() ? type.types.every(part => isOf(part, flags)) : (type.flags & flags) !== 0;
}
