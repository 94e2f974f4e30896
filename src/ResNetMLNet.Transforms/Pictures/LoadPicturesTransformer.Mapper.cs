using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Transforms.Pictures;

public sealed partial class LoadPicturesTransformer
{
    private sealed class Mapper(LoadPicturesTransformer parent, DataViewSchema schema)
        : OneToOneMapperBase(parent.Host.Register(nameof(Mapper)), parent, schema), ISaveAsOnnx
    {
        private readonly MissingPictures _missing = new(parent.Host, parent.Source);

        bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

        void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx) => throw ConvertToOnnxRefusal.Of("LoadPictures");

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
        {
            var annotations = new DataViewSchema.Annotations.Builder();
            SourceAnnotation<PictureSource>.Add(annotations, parent.Source);
            return [new DataViewSchema.DetachedColumn(parent.OutputColumnName, OutputType, annotations.ToAnnotations())];
        }

        protected override Delegate MakeGetter(DataViewRow input, int iinfo, Func<int, bool> activeOutput, out Action disposer)
        {
            var reader = new PictureRowReader(Host, input, input.Schema[parent.Source.ColumnName], parent.Source, _missing);
            MLImage? last = null;
            disposer = () => last?.Dispose();
            return (ValueGetter<MLImage>)((ref MLImage picture) =>
            {
                // As of LoadImages: whoever keeps a picture disposes of it.
                picture?.Dispose();
                picture = last = null!;
                picture = last = reader.Read()!;
            });
        }
    }
}
