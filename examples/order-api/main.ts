import { orderApp } from './app';

orderApp().synth();
