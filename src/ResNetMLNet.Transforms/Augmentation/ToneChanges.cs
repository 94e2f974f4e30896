namespace ResNetMLNet.Transforms.Augmentation;

/// <summary>Changes of a picture's bytes by Pillow's <c>ImageOps</c>: each channel by a table.</summary>
internal static class ToneChanges
{
    /// <summary>Keeps the upper bits of every byte.</summary>
    public static void Posterize(this PictureCanvas picture, int bits) =>
        picture.Map(value => (byte)(value & (byte.MaxValue << (8 - bits))));

    /// <summary>Inverts the bytes that are not below a threshold.</summary>
    public static void Solarize(this PictureCanvas picture, double threshold) =>
        picture.Map(value => value < threshold ? value : (byte)(byte.MaxValue - value));

    /// <summary>Stretches each channel so that its smallest byte becomes 0 and its largest 255.</summary>
    public static void AutoContrast(this PictureCanvas picture) => picture.MapEach((counts, table) =>
    {
        var (lowest, highest) = (Array.FindIndex(counts, IsUsed), Array.FindLastIndex(counts, IsUsed));
        if (highest == lowest)
            return false;
        var scale = 255.0 / (highest - lowest);
        var offset = -lowest * scale;
        for (var value = 0; value < table.Length; value++)
            table[value] = (byte)Math.Clamp((value * scale) + offset, 0, byte.MaxValue);
        return true;
    });

    /// <summary>Spreads each channel so that all bytes occur about equally often.</summary>
    public static void Equalize(this PictureCanvas picture) => picture.MapEach((counts, table) =>
    {
        var step = (counts.Sum() - counts[Array.FindLastIndex(counts, IsUsed)]) / byte.MaxValue;
        if (step == 0)
            return false;
        var passed = step / 2;
        for (var value = 0; value < table.Length; value++)
        {
            table[value] = (byte)Math.Min(passed / step, byte.MaxValue);
            passed += counts[value];
        }
        return true;
    });

    private static bool IsUsed(int count) => count > 0;

    private static void Map(this PictureCanvas picture, Func<byte, byte> change)
    {
        Span<byte> table = stackalloc byte[256];
        for (var value = 0; value < table.Length; value++)
            table[value] = change((byte)value);
        picture.Map(table);
    }

    /// <param name="picture">The picture.</param>
    /// <param name="fill">Fills a channel's table from the counts of its bytes, or says that the channel stays as it is.</param>
    private static void MapEach(this PictureCanvas picture, Func<int[], byte[], bool> fill)
    {
        var tables = new byte[3][];
        for (var channel = 0; channel < tables.Length; channel++)
        {
            var table = new byte[256];
            var isChanged = fill(picture.Histogram(PictureCanvas.Shifts[channel]), table);
            tables[channel] = isChanged ? table : [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        }
        picture.Map(tables[0], tables[1], tables[2]);
    }
}
