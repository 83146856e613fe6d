import type { Stack } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { METRICS_PER_ALARM } from './alarm-plan';
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

  private constructor(private readonly stack: Stack) {}

  /**
   * Adds a function to an alarm.
   *
   * @param room - takes the room for a further alarm; what it returns is why there is none
   */
  public add<T>(shared: SharedAlarm, member: SharedMember, room: () => T | undefined): T | undefined {
    const key = `${shared.id} ${shared.group}`;
    let open = this.open.get(key);
    if (open === undefined || open.members.length >= METRICS_PER_ALARM) {
      const refused = room();
      if (refused !== undefined) return refused;
      open = { alarm: shared.make(this.scope, this.nextId(shared.id)), members: [] };
      this.open.set(key, open);
    }
    open.members.push(member);
    open.alarm.metrics = sharedMetrics(open.members, shared.period);
    // Who is told of the alarm must see which functions it is about.
    open.alarm.alarmDescription = `${shared.description}; one or more of: ${open.members.map(({ functionName }) => functionName).join(', ')}`;
    return undefined;
  }

  private get scope(): Construct {
    const known = this.stack.node.tryFindChild(SCOPE_ID);
    return known instanceof Construct ? known : new Construct(this.stack, SCOPE_ID);
  }

  private nextId(id: string): string {
    const count = (this.counts.get(id) ?? 0) + 1;
    this.counts.set(id, count);
    return `${id}${count}`;
  }
}
