using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Transforms.Calibration;

public sealed partial class RejectionTransformer
{
    private sealed class Mapper : MapperBase, ISaveAsOnnx
    {
        private readonly RejectionTransformer _parent;
        private readonly DataViewSchema.Column _score;
        private readonly DataViewSchema.Column _predicted;

        public Mapper(RejectionTransformer parent, DataViewSchema schema)
            : base(parent.Host.Register(nameof(Mapper)), schema, parent)
        {
            _parent = parent;
            (_score, _predicted) = parent.Columns.Find(parent.Host, schema);
        }

        bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

        void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx) => throw ConvertToOnnxRefusal.OfLast("RejectBelow");

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore() =>
            [new(_predicted.Name, _predicted.Type, _predicted.Annotations)];

        protected override Func<int, bool> GetDependenciesCore(Func<int, bool> activeOutput) =>
            column => activeOutput(0) && (column == _score.Index || column == _predicted.Index);

        protected override void SaveModel(ModelSaveContext ctx) => _parent.SaveModel(ctx);

        protected override Delegate MakeGetter(DataViewRow input, int iinfo, Func<int, bool> activeOutput, out Action disposer)
        {
            disposer = null!;
            return Type.GetTypeCode(_predicted.Type.RawType) switch
            {
                TypeCode.Byte => MakeGetter<byte>(input),
                TypeCode.UInt16 => MakeGetter<ushort>(input),
                TypeCode.UInt32 => MakeGetter<uint>(input),
                TypeCode.UInt64 => MakeGetter<ulong>(input),
                _ => MakeGetter<ReadOnlyMemory<char>>(input),
            };
        }

        // The default of a key is the missing one, that of a text the empty one.
        private ValueGetter<T> MakeGetter<T>(DataViewRow input)
            where T : struct
        {
            var score = input.Schema[_score.Index];
            var getScores = input.GetGetter<VBuffer<float>>(score);
            var getPredicted = input.GetGetter<T>(input.Schema[_predicted.Index]);
            var vector = default(VBuffer<float>);
            var scores = new float[score.ClassCount()];
            return (ref T predicted) =>
            {
                getScores(ref vector);
                vector.CopyAllTo(scores, Host, input, score.Name);
                if (_parent._threshold.Rejects(scores))
                    predicted = default;
                else
                    getPredicted(ref predicted);
            };
        }
    }
}
