import type { Stack } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { METRICS_PER_ALARM } from './alarm-plan';
import { freeId } from './free-id';
import { visitLate } from './late-visit';
import { nameAsCdkDoes } from './own-names';
import { sharedMetrics } from '../monitoring/alarm-properties';
import type { SharedMetric } from '../monitoring/alarm-properties';

const SCOPE_ID = 'ServerlessGuardAlarms';

/** One function's part of an alarm that it shares. */
export interface SharedMember extends SharedMetric {
  readonly functionName: string;
}

/** What the alarms of one group have in common; a difference makes another group. */
export interface SharedAlarm {
  readonly id: string;
  readonly description: string;
  readonly period: number;
  /** Everything that sets the group apart: threshold, periods, actions. */
  readonly group: string;
  readonly make: (scope: Construct, id: string) => cloudwatch.CfnAlarm;
}

interface Open {
  readonly alarm: cloudwatch.CfnAlarm;
  readonly members: SharedMember[];
}

const REGISTERS = new WeakMap<Stack, SharedAlarms>();

/** The alarms that functions of a stack share, each filled up before the next begins. */
export class SharedAlarms {
  public static of(stack: Stack): SharedAlarms {
    const known = REGISTERS.get(stack);
    if (known !== undefined) return known;
    const made = new SharedAlarms(stack);
    REGISTERS.set(stack, made);
    return made;
  }

  private readonly open = new Map<string, Open>();
  private readonly counts = new Map<string, number>();
  private made?: Construct;

  private constructor(private readonly stack: Stack) {}

  /**
   * Adds a function to an alarm.
   *
   * @param room - takes the room for a further alarm; what it returns is why there is none
   */
  public add<T>(shared: SharedAlarm, member: SharedMember, room: () => T | undefined): T | undefined {
    const key = `${shared.id} ${shared.group}`;
    const open = this.open.get(key);
    if (open !== undefined && open.members.length < METRICS_PER_ALARM) {
      join(open, member, shared);
      return undefined;
    }
    const refused = room();
    if (refused !== undefined) return refused;
    const alarm = shared.make(this.scope, this.nextId(shared.id));
    const made: Open = { alarm, members: [] };
    this.open.set(key, made);
    join(made, member, shared);
    nameAsCdkDoes(alarm);
    visitLate(alarm);
    return undefined;
  }

  private get scope(): Construct {
    return this.made ??= new Construct(this.stack, freeId(this.stack, SCOPE_ID));
  }

  private nextId(id: string): string {
    const count = (this.counts.get(id) ?? 0) + 1;
    this.counts.set(id, count);
    return `${id}${count}`;
  }
}

/** Who is told of the alarm must see which functions it is about, so its description names them. */
function join({ alarm, members }: Open, member: SharedMember, { description, period }: SharedAlarm): void {
  members.push(member);
  alarm.metrics = sharedMetrics(members, period);
  alarm.alarmDescription = `${description}; one or more of: ${members.map(({ functionName }) => functionName).join(', ')}`;
}
