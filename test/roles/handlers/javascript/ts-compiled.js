"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) { return (mod && mod.__esModule) ? mod : { "default": mod }; };
Object.defineProperty(exports, "__esModule", { value: true });
exports.handler = void 0;
const client_lambda_1 = require("@aws-sdk/client-lambda");
const aws_sdk_1 = __importDefault(require("aws-sdk"));
const client = new client_lambda_1.LambdaClient({});
const kinesis = new aws_sdk_1.default.Kinesis();
const handler = async (event) => {
    await client.send(new client_lambda_1.InvokeCommand({ FunctionName: process.env.WORKER_FUNCTION, InvocationType: 'Event', Payload: Buffer.from(JSON.stringify(event)) }));
    await kinesis.putRecord({ StreamName: "audit", Data: "x", PartitionKey: "p" }).promise();
    await kinesis.putRecords({ StreamName: process.env.AUDIT_STREAM, Records: [] }).promise();
};
exports.handler = handler;
