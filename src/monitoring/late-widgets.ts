import { Column, Row } from 'aws-cdk-lib/aws-cloudwatch';
import type { IWidget } from 'aws-cdk-lib/aws-cloudwatch';

/** Rows of widgets that are only made when the dashboard is rendered, as it first asks for the size. */
export class LateWidgets implements IWidget {
  private column?: Column;

  public constructor(private readonly rows: () => IWidget[][]) {}

  public get height(): number {
    return this.made.height;
  }

  public get width(): number {
    return this.made.width;
  }

  public position(x: number, y: number): void {
    this.made.position(x, y);
  }

  /** The last question of one rendering; CDK renders more than once, and other functions may have the guard by then. */
  public toJson(): unknown[] {
    const json = this.made.toJson();
    this.column = undefined;
    return json;
  }

  private get made(): Column {
    return this.column ??= new Column(...this.rows().map(row => new Row(...row)));
  }
}
