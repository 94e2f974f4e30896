using static System.FormattableString;

namespace ResNetMLNet.Data;

public sealed partial class IdxLoader
{
    // A label is one unsigned byte.
    private const int MaxClassCount = 256;

    /// <summary>The settings of an <see cref="IdxLoader"/>.</summary>
    public sealed class Options
    {
        /// <summary>The column that gets the pixels, a vector of bytes of shape height x width.</summary>
        /// <value>"Pixels" by default.</value>
        public string PixelsColumnName { get; set; } = LabelledImagesSchema.DefaultPixelsColumnName;

        /// <summary>The column that gets the label, a key.</summary>
        /// <value>"Label" by default.</value>
        public string LabelColumnName { get; set; } = LabelledImagesSchema.DefaultLabelColumnName;

        /// <summary>The height of the images in pixels. Files with another height are rejected.</summary>
        /// <value>28 by default.</value>
        public int ImageHeight { get; set; } = 28;

        /// <summary>The width of the images in pixels. Files with another width are rejected.</summary>
        /// <value>28 by default.</value>
        public int ImageWidth { get; set; } = 28;

        /// <summary>
        /// The names of the classes, in the order of the numbers in the labels file. They become the key values of
        /// the label.
        /// </summary>
        /// <value>None by default: the key values are the numbers 0 to <see cref="ClassCount"/> - 1.</value>
        public IReadOnlyList<string>? ClassNames { get; set; }

        /// <summary>The number of classes, 1 to 256. A larger label in a file is rejected.</summary>
        /// <value>The number of <see cref="ClassNames"/> by default, or 10 where there are none.</value>
        public int? ClassCount { get; set; }

        // All faults at once: who has two should not have to run twice.
        internal void Validate()
        {
            var faults = Faults().ToList();
            if (faults.Count > 0)
                throw new ArgumentException($"IdxLoader.Options is invalid. {string.Join(" ", faults)}");
        }

        private IEnumerable<string> Faults()
        {
            if (string.IsNullOrWhiteSpace(PixelsColumnName))
                yield return $"{nameof(PixelsColumnName)} is empty: set a column name.";
            if (string.IsNullOrWhiteSpace(LabelColumnName))
                yield return $"{nameof(LabelColumnName)} is empty: set a column name.";
            else if (LabelColumnName == PixelsColumnName)
                yield return $"PixelsColumnName and LabelColumnName are both '{LabelColumnName}': set two names.";
            if (ImageHeight < 1)
                yield return Invariant($"{nameof(ImageHeight)} is {ImageHeight}: set at least 1.");
            if (ImageWidth < 1)
                yield return Invariant($"{nameof(ImageWidth)} is {ImageWidth}: set at least 1.");
            if ((long)ImageHeight * ImageWidth > Array.MaxLength)
                yield return Invariant($"ImageHeight x ImageWidth is {ImageHeight} x {ImageWidth}: set fewer.");
            if (ClassCount is < 1 or > MaxClassCount)
                yield return Invariant($"{nameof(ClassCount)} is {ClassCount}: set 1 to {MaxClassCount}.");
            foreach (var fault in ClassNames is null ? [] : NameFaults(ClassNames))
                yield return fault;
        }

        private IEnumerable<string> NameFaults(IReadOnlyList<string> names)
        {
            if (names.Count is < 1 or > MaxClassCount)
                yield return $"{nameof(ClassNames)} has {names.Count} names: give 1 to {MaxClassCount}, or null.";
            if (ClassCount is { } count && count != names.Count)
                yield return $"ClassCount is {count}, but ClassNames has {names.Count} names: leave one of them out.";
            foreach (var (index, _) in names.Index().Where(name => string.IsNullOrWhiteSpace(name.Item)))
                yield return $"ClassNames[{index}] is empty: name every class.";
            var twice = names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1);
            if (twice is not null)
                yield return $"{nameof(ClassNames)} has '{twice.Key}' twice: give each class a name of its own.";
        }
    }
}
