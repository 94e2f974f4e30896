using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

namespace ResNetMLNet.Transforms.HeatMaps;

internal sealed partial class HeatMapOverlayTransformer
{
    private sealed class Mapper : MapperBase
    {
        private readonly HeatMapOverlayTransformer _parent;
        private readonly DataViewSchema.Column _picture;
        private readonly DataViewSchema.Column _heatMap;

        public Mapper(HeatMapOverlayTransformer parent, DataViewSchema schema)
            : base(parent.Host.Register(nameof(Mapper)), schema, parent)
        {
            _parent = parent;
            _picture = Find("picture", parent._pictureColumnName, "an image", type => type is ImageDataViewType);
            _heatMap = Find(
                "heat map",
                parent._heatMapColumnName,
                $"a vector of {parent._crop.Height * parent._crop.Width} Single",
                type => type is VectorDataViewType vector && vector.ItemType == NumberDataViewType.Single
                    && vector.Size == parent._crop.Height * parent._crop.Width);
        }

        protected override Func<int, bool> GetDependenciesCore(Func<int, bool> activeOutput) =>
            column => activeOutput(0) && (column == _picture.Index || column == _heatMap.Index);

        protected override void SaveModel(ModelSaveContext ctx) => _parent.SaveModel(ctx);

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore() =>
            [new DataViewSchema.DetachedColumn(_parent._outputColumnName, new ImageDataViewType())];

        protected override Delegate MakeGetter(DataViewRow input, int iinfo, Func<int, bool> activeOutput, out Action disposer)
        {
            // The column that made a picture disposes of it before it makes the next one; it may be the caller's own.
            var getPicture = input.GetGetter<MLImage>(_picture);
            var getHeatMap = input.GetGetter<VBuffer<float>>(_heatMap);
            MLImage? picture = null;
            MLImage? last = null;
            VBuffer<float> heatMap = default;
            disposer = () => last?.Dispose();
            return (ValueGetter<MLImage>)((ref MLImage overlay) =>
            {
                // As of LoadPictures: whoever keeps a picture disposes of it.
                overlay?.Dispose();
                overlay = last = null!;
                getHeatMap(ref heatMap);
                getPicture(ref picture!);
                if (picture is not null)
                    overlay = last = Draw(picture, heatMap.GetValues());
            });
        }

        private MLImage Draw(MLImage picture, ReadOnlySpan<float> heatMap) => HeatMapDrawing.Over(
            picture, heatMap, _parent._crop.Width, _parent._crop.On(picture.Height, picture.Width));

        private DataViewSchema.Column Find(string role, string name, string expected, Predicate<DataViewType> isRight)
        {
            var column = InputSchema.GetColumnOrNull(name)
                ?? throw Host.ExceptSchemaMismatch("inputSchema", role, name);
            return isRight(column.Type)
                ? column
                : throw Host.ExceptSchemaMismatch("inputSchema", role, name, expected, column.Type.ToString()!);
        }
    }
}
