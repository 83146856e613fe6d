import { SchedulerClient, CreateScheduleCommand, DeleteScheduleCommand, FlexibleTimeWindowMode } from '@aws-sdk/client-scheduler';
const scheduler = new SchedulerClient();
export const handler = async (event: { id: string; at: string }) => {
  await scheduler.send(new DeleteScheduleCommand({ Name: `remind-${event.id}`, GroupName: process.env.SCHEDULE_GROUP }));
  await scheduler.send(new CreateScheduleCommand({
    Name: `remind-${event.id}`, GroupName: process.env.SCHEDULE_GROUP, ScheduleExpression: `at(${event.at})`, FlexibleTimeWindow: { Mode: FlexibleTimeWindowMode.OFF },
    Target: { Arn: process.env.TARGET_ARN, RoleArn: process.env.SCHEDULER_ROLE_ARN },
  }));
};
