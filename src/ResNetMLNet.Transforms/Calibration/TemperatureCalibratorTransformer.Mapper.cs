using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Transforms.Calibration;

public sealed partial class TemperatureCalibratorTransformer
{
    private sealed class Mapper(TemperatureCalibratorTransformer parent, DataViewSchema schema)
        : OneToOneMapperBase(parent.Host.Register(nameof(Mapper)), parent, schema), ISaveAsOnnx
    {
        private DataViewSchema.Column Score => InputSchema[ColMapNewToOld[0]];

        bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

        void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx) => throw ConvertToOnnxRefusal.OfLast("TemperatureCalibrator");

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore() => [new(Score.Name, Score.Type, Score.Annotations)];

        protected override Delegate MakeGetter(DataViewRow input, int iinfo, Func<int, bool> activeOutput, out Action disposer)
        {
            disposer = null!;
            var score = input.Schema[Score.Index];
            var getScores = input.GetGetter<VBuffer<float>>(score);
            var vector = default(VBuffer<float>);
            var scores = new float[score.ClassCount()];
            return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> probabilities) =>
            {
                getScores(ref vector);
                vector.CopyAllTo(scores, Host, input, score.Name);
                var editor = VBufferEditor.Create(ref probabilities, scores.Length);
                parent.Scale.Apply(scores, editor.Values);
                probabilities = editor.Commit();
            });
        }
    }
}
