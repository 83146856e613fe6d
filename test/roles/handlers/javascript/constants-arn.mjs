import { SFNClient, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { IoTDataPlaneClient, PublishCommand } from '@aws-sdk/client-iot-data-plane';
const ACCOUNT = '123456789012';
const ARN = 'arn:aws:states:eu-west-1:' + ACCOUNT + ':stateMachine:checkout';
const iot = new IoTDataPlaneClient({});
export const handler = async event => {
  await new SFNClient({}).send(new StartSyncExecutionCommand({ stateMachineArn: ARN, input: '{}' }));
  await iot.send(new PublishCommand({ topic: `devices/${event.device}/commands`, payload: 'on' }));
};
