import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DEFAULT_BUDGET, type AnalysisBudget } from '../../../src/roles/javascript/analyse';
import { analysePython } from '../../../src/roles/python/analyse';
import { displayText } from '../../../src/roles/text';
import type { Use } from '../../../src/roles/use';

const work = mkdtempSync(join(tmpdir(), 'roles-python-'));
afterAll(() => rmSync(work, { recursive: true }));
let folders = 0;

/** The analysis of files by name; the first is the entry. */
function analyse(files: Record<string, string | Buffer> | string, budget?: AnalysisBudget) {
  const named = typeof files === 'string' ? { 'index.py': files } : files;
  const root = join(work, String(folders += 1));
  for (const [name, text] of Object.entries(named)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return analysePython(join(root, Object.keys(named)[0]!), root, budget);
}

const shown = ({ actions, resource }: Use) => `${actions.join('+')} ${resource.kind}${'text' in resource ? ` ${displayText(resource.text)}` : ''}`;
const usesOf = (files: Record<string, string> | string) => analyse(files).uses.map(shown);
const kindsOf = (files: Record<string, string> | string) => analyse(files).notes.map(({ kind }) => kind);

const DB = 'import os, boto3\ndb = boto3.client("dynamodb")\n';
const S3 = 'import os, boto3\ns3 = boto3.client("s3")\n';

describe('a table\'s name is followed', () => {
  const get = (table: string, before = '') => `${DB}${before}\ndef handler(event, context):\n    return db.get_item(TableName=${table}, Key={})\n`;
  test.each([
    ['a literal', '"orders"', '', 'literal orders'],
    ['literals side by side', '"or" \'ders\'', '', 'literal orders'],
    ['a variable of the environment', 'os.environ["T"]', '', 'env <env T>'],
    ['with what is taken where it is not set', 'os.environ.get("T", "x")', '', 'env <env T>'],
    ['or so', 'os.getenv("T") or "x"', '', 'env <env T>'],
    ['a constant', 'T', 'T = os.environ["T"]', 'env <env T>'],
    ['the environment by another name', 'e["T"]', 'from os import environ as e', 'env <env T>'],
    ['a dotted import', 'o.environ["T"]', 'import os as o', 'env <env T>'],
    ['a text around it', 'f"a-{os.environ[\'T\']}"', '', 'env a-<env T>'],
    ['a sum', '"a-" + os.environ["T"]', '', 'env a-<env T>'],
    ['a text that is filled', '"a-{}".format(os.environ["T"])', '', 'env a-<env T>'],
    ['by names', '"a-{t}".format(t=os.environ["T"])', '', 'env a-<env T>'],
    ['with percents', '"a-%s" % os.environ["T"]', '', 'env a-<env T>'],
    ['a tuple of percents', '"%s-%s" % ("a", os.environ["T"])', '', 'env a-<env T>'],
    ['joined pieces', '"-".join(["a", os.environ["T"]])', '', 'env a-<env T>'],
    ['a dict', 'config["tables"]["orders"]', 'config = {"tables": {"orders": os.environ["T"]}}', 'env <env T>'],
    ['a dict that is filled later', 'config.get("t")', 'config = {}\nconfig["t"] = os.environ["T"]', 'env <env T>'],
    ['dicts spread', 'both["t"]', 'a = {"t": os.environ["T"]}\nboth = {"b": 1, **a}', 'env <env T>'],
    ['dicts joined', '(a | {"u": 1})["t"]', 'a = {"t": os.environ["T"]}', 'env <env T>'],
    ['a function', 'env("T")', 'def env(name, default=None):\n    value = os.environ.get(name, default)\n    if not value:\n        raise KeyError(name)\n    return value', 'env <env T>'],
    ['a cached function', 'env()', 'import functools\n@functools.lru_cache(maxsize=1)\ndef env():\n    return os.environ["T"]', 'env <env T>'],
    ['a lambda', 'env("T")', 'env = lambda name: os.environ[name]', 'env <env T>'],
    ['a class attribute', 'Config.T', 'class Config:\n    T = os.environ["T"]', 'env <env T>'],
    ['a base class', 'B.T', 'class A:\n    T = os.environ["T"]\nclass B(A):\n    pass', 'env <env T>'],
    ['a field', 'Config().t', 'class Config:\n    def __init__(self):\n        self.t = os.environ["T"]', 'env <env T>'],
    ['a property', 'Config().t', 'class Config:\n    @property\n    def t(self):\n        return os.environ["T"]', 'env <env T>'],
    ['an argument of a constructor', 'Config(os.environ["T"]).t', 'class Config:\n    def __init__(self, t):\n        self.t = t', 'env <env T>'],
    ['a dataclass', 'Config(t=os.environ["T"]).t', 'from dataclasses import dataclass\n@dataclass\nclass Config:\n    t: str', 'env <env T>'],
    ['a factory of a field', 'Config().t', 'from dataclasses import dataclass, field\n@dataclass\nclass Config:\n    t: str = field(default_factory=lambda: os.environ["T"])', 'env <env T>'],
    ['an enumeration', 'Tables.ORDERS.value', 'from enum import Enum\nclass Tables(Enum):\n    ORDERS = "orders"', 'literal orders'],
    ['a tuple taken apart', 'b', 'a, b = "x", os.environ["T"]', 'env <env T>'],
    ['a walrus', '(t := os.environ["T"])', '', 'env <env T>'],
    ['a name that is set later', 't', 't = None\nt = os.environ["T"]', 'env <env T>'],
    ['a name that is set by a function', 't', 't = None\ndef init():\n    global t\n    t = os.environ["T"]\ninit()', 'env <env T>'],
    ['what a schema reads', 'settings.t', 'from pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n    t: str\nsettings = Settings()', 'env <env T>'],
    ['the last of what a name was given', 't', 't = "first"\nt = "second"', 'literal second'],
  ])('%s', (_name, table, before, expected) => {
    expect(usesOf(get(table, before))).toEqual([`dynamodb:GetItem ${expected}`]);
  });

  test.each([
    ['something computed', 'str(hash(os))', ''],
    ['part of a text', 'f"a-{time()}"', 'from time import time'],
    ['a piece of a text', 'os.environ["T"].split(":")[5]', ''],
    ['a changed text', 'os.environ["T"].replace("a", "b")', ''],
  ])('%s is dynamic', (_name, table, before) => {
    expect(usesOf(get(table, before))).toEqual(['dynamodb:GetItem dynamic']);
  });

  test('through alternatives, each of which is a use', () => {
    expect(usesOf(get('os.environ["A"] if flag else os.environ["B"]'))).toEqual(['dynamodb:GetItem env <env A>', 'dynamodb:GetItem env <env B>']);
  });

  test('through what ran before, and not what runs later', () => {
    expect(usesOf(`${S3}def handler(event, context):\n    b = "one"\n    s3.get_object(Bucket=b, Key="k")\n    b = "two"\n    s3.put_object(Bucket=b, Key="k")\n`))
      .toEqual(['s3:GetObject literal one', 's3:PutObject literal two']);
    expect(usesOf(`${S3}def handler(event, context):\n    b = "one"\n    for i in event:\n        s3.get_object(Bucket=b, Key="k")\n        b = "two"\n`))
      .toEqual(['s3:GetObject literal one', 's3:GetObject literal two']);
  });
});

describe('the event is followed', () => {
  test.each([
    ['event["Records"][0]["s3"]["bucket"]["name"]', 'Records[].s3.bucket.name'],
    ['event.get("Records", [])[0].get("s3").get("bucket")["name"]', 'Records[].s3.bucket.name'],
    ['[r["s3"]["bucket"]["name"] for r in event["Records"]][0]', 'Records[].s3.bucket.name'],
    ['json.loads(event["body"])["bucket"]', 'body{}.bucket'],
    ['json.loads(json.loads(event["Records"][0]["body"])["Message"])["bucket"]', 'Records[].body{}.Message{}.bucket'],
    ['event["bucket"].strip().lower()', 'bucket'],
    ['f"{event[\'bucket\']}"', 'bucket'],
  ])('%s', (bucket, path) => {
    const [use] = analyse(`import json\n${S3}def lambda_handler(event, context):\n    s3.get_object(Bucket=${bucket}, Key="k")\n`).uses;
    expect(use?.resource).toMatchObject({ kind: 'event', path });
  });

  test('but what a helper is given is what it is called with', () => {
    expect(usesOf(`${S3}def helper(event, name):\n    s3.get_object(Bucket=name, Key=event["k"])\n\ndef handler(event, context):\n    helper(event, "b")\n`)).toEqual(['s3:GetObject literal b']);
  });
});

describe('a client is followed', () => {
  const CALL = '.get_object(Bucket="b", Key="k")';
  test.each([
    ['imported by name', `from boto3 import client\ndef handler(e, c):\n    client("s3")${CALL}`],
    ['of a session', `import boto3\ndef handler(e, c):\n    boto3.Session(region_name="x").client(service_name="s3")${CALL}`],
    ['of a session of botocore', `from botocore.session import get_session\ndef handler(e, c):\n    get_session().create_client("s3")${CALL}`],
    ['of a resource', `import boto3\ndef handler(e, c):\n    boto3.resource("s3").meta.client${CALL}`],
    ['in a parameter', `${S3}def read(client):\n    client${CALL}\ndef handler(e, c):\n    read(s3)`],
    ['in a keyword', `${S3}def read(*, client=None):\n    client${CALL}\ndef handler(e, c):\n    read(client=s3)`],
    ['in a field', `${S3}class C:\n    def __init__(self, client):\n        self.client = client\n    def run(self):\n        return self.client${CALL}\ndef handler(e, c):\n    C(s3).run()`],
    ['in a dict', `${S3}clients = {"s3": s3}\ndef handler(e, c):\n    clients["s3"]${CALL}`],
    ['out of a function', `import boto3\ndef make(name):\n    return boto3.client(name)\ndef handler(e, c):\n    make("s3")${CALL}`],
    ['out of a context manager', `import boto3\nfrom contextlib import contextmanager\n@contextmanager\ndef make():\n    yield boto3.client("s3")\ndef handler(e, c):\n    with make() as client:\n        client${CALL}`],
    ['in brackets after `with`', `import boto3\ndef handler(e, c):\n    with (\n        open("x") as f,  # a file\n        boto3.client("s3") as client,\n    ):\n        client${CALL}`],
    ['made when first needed', `import boto3\nclient = None\ndef handler(e, c):\n    global client\n    if client is None:\n        client = boto3.client("s3")\n    client${CALL}`],
    ['by a method of it', `${S3}read = s3.get_object\ndef handler(e, c):\n    read(Bucket="b", Key="k")`],
    ['by a method that is named', `${S3}def handler(e, c):\n    getattr(s3, "get_object")(Bucket="b", Key="k")`],
    ['by a method that is handed on', `${S3}def handler(e, c):\n    pool.submit(s3.get_object, Bucket="b", Key="k")`],
    ['by its type', `from mypy_boto3_s3 import S3Client\ndef read(client: S3Client):\n    client${CALL}`],
    ['by its call alone', `from layer import clients\ndef handler(e, c):\n    clients.s3${CALL}`],
  ])('%s', (_name, code) => {
    expect(usesOf(`${code}\n`)).toEqual(['s3:GetObject literal b']);
  });

  test('what is told by the call alone is only likely', () => {
    const { uses } = analyse('from layer import store, db\ndef handler(e, c):\n    store.get_object(Bucket="b", Key="k")\n    db.Table("t").scan()\n');
    expect(uses.map(({ confidence }) => confidence)).toEqual(['likely', 'likely']);
  });

  test('but a call that names no resource of a service is none', () => {
    expect(usesOf('def handler(event, context):\n    cache.get(event["id"])\n    session.query(User).filter_by(id=1)\n    repo.update(name="x")\n')).toEqual([]);
  });
});

describe('resource objects', () => {
  const of = (service: string, code: string) => usesOf(`import boto3\nr = boto3.resource("${service}")\ndef handler(event, context):\n    ${code.replace(/\n/g, '\n    ')}\n`);
  test.each([
    ['s3', 'r.Bucket("b").Object("k").get()', ['s3:GetObject literal b']],
    ['s3', 'r.Object("b", key="k").upload_file("/tmp/x")', ['s3:PutObject literal b']],
    ['s3', 'r.meta.client.copy({"Bucket": "a", "Key": "k"}, "b", "k")', ['s3:GetObject literal a', 's3:PutObject literal b']],
    ['s3', 'r.Bucket("b").copy({"Bucket": "a", "Key": "k"}, "k")', ['s3:GetObject literal a', 's3:PutObject literal b']],
    ['s3', 'r.Object("b", "k").content_length', ['s3:GetObject literal b']],
    ['s3', 'r.Bucket("b").objects.filter(Prefix="x").delete()', ['s3:ListBucket literal b', 's3:DeleteObject literal b']],
    ['s3', 'for o in r.Bucket("b").objects.all():\n    o.Object().delete()', ['s3:ListBucket literal b', 's3:DeleteObject literal b']],
    ['s3', 'r.Bucket("b").wait_until_exists()', ['s3:ListBucket literal b']],
    ['s3', 'r.ObjectAcl("b", "k").put(ACL="private")', ['s3:PutObjectAcl literal b']],
    ['s3', 'print(r.Bucket("b").name)', []],
    ['dynamodb', 'r.Table("t").query(KeyConditionExpression=1)', ['dynamodb:Query literal t']],
    ['dynamodb', 'r.Table("t").table_status', ['dynamodb:DescribeTable literal t']],
    ['dynamodb', 'r.batch_get_item(RequestItems={"t": {}})', ['dynamodb:BatchGetItem literal t']],
    ['dynamodb', 'with r.Table("t").batch_writer(overwrite_by_pkeys=["id"]) as b:\n    b.put_item(Item={})\n    b.delete_item(Key={})', ['dynamodb:BatchWriteItem literal t']],
    ['sqs', 'r.Queue("https://sqs/1/q").send_messages(Entries=[])', ['sqs:SendMessage literal https://sqs/1/q']],
    ['sqs', 'r.create_queue(QueueName="q").purge()', ['sqs:CreateQueue literal q', 'sqs:PurgeQueue literal q']],
    ['sns', 'r.Topic("arn").publish(Message="x")', ['sns:Publish literal arn']],
    ['ec2', 'r.Instance("i-1").stop()', ['ec2:StopInstances literal i-1']],
    ['iam', 'r.Role("x").attach_policy(PolicyArn="p")', ['iam:AttachRolePolicy literal x']],
  ])('of %s: %s', (service, code, expected) => {
    expect([...of(service, code)].sort()).toEqual([...expected].sort());
  });
});

describe('modules', () => {
  test('are followed by imports of all kinds, in a circle too', () => {
    expect(usesOf({
      'app/index.py': 'from .store import save\nfrom app import config\nimport app.clients.db\ndef handler(event, context):\n    save(config.TABLE, app.clients.db.client)\n',
      'app/__init__.py': '',
      'app/store.py': 'from . import index\nfrom .clients import *\ndef save(table, db):\n    db.put_item(TableName=table, Item={})\n    other.get_item(TableName=table, Key={})\n',
      'app/config.py': 'from os import environ\nTABLE = environ["T"]\n',
      'app/clients/__init__.py': 'from .db import client as other\n',
      'app/clients/db.py': 'import boto3\nclient = boto3.client("dynamodb")\n',
    })).toEqual(['dynamodb:PutItem env <env T>', 'dynamodb:GetItem env <env T>']);
  });

  test('that pip installed beside the function are none of its own', () => {
    const { files } = analyse({
      'index.py': 'import tool\nimport boto3\n',
      'tool/__init__.py': 'import boto3\nboto3.client("s3").list_buckets()\n',
      'tool-1.0.dist-info/RECORD': 'tool/__init__.py,sha256=x,1\n',
      'boto3/__init__.py': '',
    });
    expect(files).toEqual(['index.py']);
  });

  test('that are not there are noted', () => {
    expect(kindsOf('from .gone import x\n')).toEqual(['unresolved-import']);
    expect(kindsOf('import our_layer.clients\n')).toEqual(['unresolved-import']);
    expect(kindsOf('import json, os.path, requests, boto3\nfrom aws_lambda_powertools import Logger\n')).toEqual([]);
  });
});

describe('what cannot be followed is noted', () => {
  test.each([
    ['a client nobody calls', S3, 'client-without-calls'],
    ['a client that goes elsewhere', `${S3}import other\nother.run(s3)\ns3.list_buckets()\n`, 'client-escapes'],
    ['a method that is computed', `${S3}def handler(event, context):\n    getattr(s3, event["m"])()\n`, 'computed-call'],
    ['a service that is computed', 'import boto3\ndef handler(event, context):\n    boto3.client(event["s"])\n', 'computed-call'],
    ['an operation that is not known', `${S3}s3.fetch_object()\n`, 'unknown-operation'],
    ['a service that is not known', 'import boto3\nboto3.client("warp-drive")\n', 'unknown-operation'],
    ['parameters that are not known', `${S3}def handler(event, context):\n    s3.put_object(**event)\n`, 'unknown-parameters'],
    ['a library that calls AWS', 'import awswrangler as wr\n', 'library'],
    ['a program', 'import subprocess\n', 'library'],
    ['a program of the shell', 'import os\ndef handler(event, context):\n    os.system("aws s3 ls")\n', 'library'],
    ['a signer', 'from requests_aws4auth import AWS4Auth\n', 'library'],
    ['a provider of Powertools', 'from aws_lambda_powertools.utilities import parameters\np = parameters.SSMProvider()\n', 'library'],
    ['code that is made of text', 'def handler(event, context):\n    exec(event["code"])\n', 'code-from-text'],
    ['a module that is computed', 'import importlib\ndef handler(event, context):\n    importlib.import_module(event["m"])\n', 'unresolved-import'],
  ])('%s', (_name, code, kind) => {
    expect(kindsOf(code)).toContain(kind);
  });

  test('but a call that needs no permission is no silent client', () => {
    expect(analyse('import boto3\nboto3.client("sts").get_caller_identity()\n')).toMatchObject({ uses: [], notes: [] });
  });

  test('and what runs only by hand is nothing', () => {
    expect(analyse(`${S3.replace('s3 = boto3.client("s3")\n', '')}if __name__ == "__main__":\n    boto3.client("s3").list_buckets()\n`)).toMatchObject({ uses: [], notes: [] });
  });
});

describe('bad input ends in a note', () => {
  test.each<[string, string | Buffer]>([
    ['that does not parse', 'def handler((((\n'],
    ['that is binary', 'MZ\0\x01\x02'],
    ['that is nested too deeply', `x = ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ])('%s', (_name, code) => {
    const { uses, notes } = analyse({ 'index.py': code });
    expect(uses).toEqual([]);
    expect(notes.map(({ kind }) => kind)).toContain('not-analysable');
  });

  test('but what does parse of it is read', () => {
    const { uses, notes } = analyse(`${S3}def broken(:\n    pass\n\ndef handler(event, context):\n    s3.get_object(Bucket="b", Key="k")\n`);
    expect(uses.map(shown)).toEqual(['s3:GetObject literal b']);
    expect(notes.map(({ kind }) => kind)).toEqual(['not-analysable']);
  });

  test('in another encoding is read', () => {
    const { uses, notes } = analyse({ 'index.py': Buffer.from(`# -*- coding: latin-1 -*-\n${S3}# caf\xe9\ns3.get_object(Bucket="b", Key="k")\n`, 'latin1') });
    expect([uses.map(shown), notes]).toEqual([['s3:GetObject literal b'], []]);
  });

  test('that is not there', () => {
    expect(analysePython(join(work, 'nothing.py'))).toMatchObject({ uses: [], notes: [{ kind: 'not-analysable' }] });
  });

  test('of more than the budget', () => {
    const many = `${S3}${'print(s3)\n'.repeat(2000)}`;
    expect(analyse(many, { ...DEFAULT_BUDGET, nodes: 1000 }).notes.map(({ kind }) => kind)).toContain('budget');
    expect(analyse(many, { ...DEFAULT_BUDGET, steps: 100 }).notes.map(({ kind }) => kind)).toContain('budget');
    expect(analyse(many, { ...DEFAULT_BUDGET, milliseconds: -1 }).notes.map(({ kind }) => kind)).toContain('budget');
  });

  test('that refers to itself', () => {
    expect(usesOf(`${DB}class A(A):\n    def __init__(self):\n        self.a = self.a\nx = x.y\na = b\nb = a\nd = {**d}\nf = lambda v: f(v)\ndb.get_item(TableName=f(a) + x + A().a + d["k"], Key={})\n`)).toEqual(['dynamodb:GetItem dynamic']);
  });
});
