using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Interop;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Transforms.Featurization;

public sealed partial class ImagesToFeaturesTransformer
{
    private sealed class Mapper(ImagesToFeaturesTransformer parent, DataViewSchema schema)
        : OneToOneMapperBase(parent.Host.Register(nameof(Mapper)), parent, schema), ISaveAsOnnx
    {
        bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

        void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx) => throw ConvertToOnnxRefusal.Of("ImagesToFeatures");

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore() =>
            [FeatureSchema.Images(parent.OutputColumnName, parent.Output, FeatureSource())];

        protected override Delegate MakeGetter(DataViewRow input, int iinfo, Func<int, bool> activeOutput, out Action disposer)
        {
            // The column that made a picture disposes of it before it makes the next one; it may be the caller's own.
            disposer = null!;
            var getPicture = input.GetGetter<MLImage>(input.Schema[parent.InputColumnName]);
            var featurizer = new PictureFeaturizer(parent.Output, parent.ResizeTo, parent.Scaling);
            var mayBeMissing = PictureSource()?.Unreadable == UnreadablePictures.Missing;
            MLImage? picture = null;
            return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> features) =>
            {
                getPicture(ref picture!);
                var editor = VBufferEditor.Create(ref features, parent.Output.Size);
                if (picture is null && mayBeMissing)
                    editor.Values.Fill(float.NaN);
                else
                    Featurize(featurizer, picture, editor.Values, input);
                features = editor.Commit();
            });
        }

        private PictureSource? PictureSource() => Pictures.PictureSource.Of(InputSchema[parent.InputColumnName]);

        private FeatureSource? FeatureSource() =>
            PictureSource() is { } picture ? new FeatureSource(picture, parent.Output, parent.ResizeTo, parent.Scaling) : null;

        private void Featurize(PictureFeaturizer featurizer, MLImage? picture, Span<float> features, DataViewRow row)
        {
            if (picture is null)
            {
                throw Host.Except(
                    $"The row of id {row.Id()} has no picture in column '{parent.InputColumnName}': remove the row, or correct "
                    + "the path that it is loaded from.");
            }
            try
            {
                featurizer.Featurize(picture, features);
            }
            catch (InvalidOperationException exception)
            {
                throw Host.Except(
                    exception,
                    $"The picture of the row of id {row.Id()} in column '{parent.InputColumnName}' is disposed of: keep pictures "
                    + "until all that is made of them has been read, or load them by LoadPictures.");
            }
        }
    }
}
