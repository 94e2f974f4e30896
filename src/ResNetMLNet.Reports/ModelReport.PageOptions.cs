using Microsoft.ML;

namespace ResNetMLNet.Reports;

public sealed partial class ModelReport
{
    /// <summary>What the page of a report shows beside its figures.</summary>
    public sealed class PageOptions
    {
        /// <summary>The heading. The default is <c>Model report</c>.</summary>
        public string Title { get; set; } = "Model report";

        /// <summary>What there is to say of model, data and versions: names and values, in their order. The default is none.</summary>
        public IReadOnlyList<KeyValuePair<string, string>> Facts { get; set; } = [];

        /// <summary>How the training went. The default is none.</summary>
        public IReadOnlyList<Curve> Curves { get; set; } = [];

        /// <summary>The report of another model on the same data, to be shown beside; null, the default, for none.</summary>
        public ModelReport? Baseline { get; set; }

        /// <summary>Columns whose values make slices, each with a table. The default is none.</summary>
        public IReadOnlyList<string> SliceColumnNames { get; set; } = [];

        /// <summary>
        /// The model as <c>ml.Model.Explain</c> makes it: rows that are wrong or hardly right are shown with what decided; null, the
        /// default, for none. It has to give a column <c>HeatMap</c>, a vector of height and width.
        /// </summary>
        public ITransformer? ExplainedModel { get; set; }

        /// <summary>Changes of pictures that answers should stay for. The default is none; some rows are scored again for each.</summary>
        public IReadOnlyList<PictureChange> Changes { get; set; } = [];

        /// <summary>Is told what is being done; null, the default, for nobody.</summary>
        public IProgress<string>? Progress { get; set; }

        /// <summary>Ends what takes long.</summary>
        public CancellationToken CancellationToken { get; set; }
    }
}
