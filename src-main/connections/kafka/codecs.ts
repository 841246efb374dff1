// Gives kafkajs the compressions that it lacks: snappy, lz4 and zstd.
import { codecOf, CodecType } from '@main/platform'
import { kafkajs } from './kafkajs'

export function registerCodecs(): void {
  const { CompressionCodecs, CompressionTypes } = kafkajs
  const register = (theirs: keyof typeof CompressionCodecs, type: number) => {
    CompressionCodecs[theirs] = () => {
      const { compress, decompress } = codecOf(type)
      return {
        compress: ({ buffer }: { readonly buffer: Buffer }) => compress(buffer),
        decompress,
      }
    }
  }
  register(CompressionTypes.Snappy, CodecType.SNAPPY)
  register(CompressionTypes.LZ4, CodecType.LZ4)
  register(CompressionTypes.ZSTD, CodecType.ZSTD)
}
