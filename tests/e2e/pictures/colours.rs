//! Pictures of a third of their size, which look the same.

use std::collections::HashMap;
use std::io::Cursor;

use color_quant::NeuQuant;
use png::{BitDepth, ColorType, Compression, Decoder, Encoder};

const COLOURS: usize = 256;
/// Looks at one pixel in so many to choose the colours, which takes its time.
const SAMPLING: i32 = 10;

/// The picture with the 256 colours that suit it.
pub(crate) fn with_256_colours(png: &[u8]) -> Vec<u8> {
    let mut reader = Decoder::new(Cursor::new(png)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    let samples = frame.color_type.samples();
    let colours: Vec<[u8; 4]> =
        pixels.chunks_exact(samples).map(|pixel| [pixel[0], pixel[1], pixel[2], u8::MAX]).collect();

    let chosen = NeuQuant::new(SAMPLING, COLOURS, colours.as_flattened());
    // Few colours, many pixels.
    let mut known = HashMap::new();
    let indices: Vec<u8> = colours
        .iter()
        .map(|colour| {
            *known.entry(*colour).or_insert_with(|| {
                u8::try_from(chosen.index_of(colour)).expect("one of 256 colours")
            })
        })
        .collect();

    let mut small = Vec::new();
    let mut encoder = Encoder::new(&mut small, frame.width, frame.height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(chosen.color_map_rgb());
    encoder.set_compression(Compression::High);
    encoder.write_header().unwrap().write_image_data(&indices).unwrap();
    small
}
