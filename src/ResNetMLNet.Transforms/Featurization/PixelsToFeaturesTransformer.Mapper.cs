using System.Numerics;
using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Transforms.Featurization;

public sealed partial class PixelsToFeaturesTransformer
{
    private sealed class Mapper(PixelsToFeaturesTransformer parent, DataViewSchema schema)
        : OneToOneMapperBase(parent.Host.Register(nameof(Mapper)), parent, schema), ISaveAsOnnx
    {
        private ImageShape Image => parent.Shape(InputSchema, ColMapNewToOld[0]);

        private ImageShape Output => parent.Resized(Image);

        bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

        void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx) => throw ConvertToOnnxRefusal.Of("PixelsToFeatures");

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore() =>
            [FeatureSchema.Images(parent.OutputColumnName, Output)];

        protected override Delegate MakeGetter(DataViewRow input, int iinfo, Func<int, bool> activeOutput, out Action disposer)
        {
            disposer = null!;
            var column = input.Schema[parent.InputColumnName];
            return ((VectorDataViewType)column.Type).ItemType == NumberDataViewType.Byte
                ? MakeGetter<byte>(input, column)
                : MakeGetter<float>(input, column);
        }

        private ValueGetter<VBuffer<float>> MakeGetter<T>(DataViewRow input, DataViewSchema.Column column)
            where T : unmanaged, INumberBase<T>
        {
            var getPixels = input.GetGetter<VBuffer<T>>(column);
            var (image, output) = (Image, Output);
            var resizer = new BilinearResizer(image, output.Height, output.Width);
            var values = new T[image.Size];
            var pixels = new float[image.Size];
            VBuffer<T> vector = default;
            return (ref VBuffer<float> features) =>
            {
                getPixels(ref vector);
                vector.CopyAllTo(values, Host, input, column.Name);
                TensorPrimitives.ConvertTruncating<T, float>(values, pixels);
                var editor = VBufferEditor.Create(ref features, output.Size);
                resizer.Resize(pixels, editor.Values);
                parent.Scaling.Apply(editor.Values, output);
                features = editor.Commit();
            };
        }
    }
}
