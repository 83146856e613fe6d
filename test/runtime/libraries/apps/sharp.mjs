import sharp from 'sharp';
import { each } from './input.mjs';

export const handler = each(async input => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="#336699"/></svg>');
  const image = await sharp(svg).resize(input.length % 20 + 1).png().toBuffer();
  const { format, width, height } = await sharp(image).metadata();
  const wrong = await sharp(Buffer.from(input)).metadata().catch(error => error.message);
  return { image: image.toString('base64'), format, width, height, wrong };
});
