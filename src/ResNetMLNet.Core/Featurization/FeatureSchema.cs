using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Featurization;

/// <summary>The column that featurizing estimators promise.</summary>
internal static class FeatureSchema
{
    /// <summary>The input's columns with the features, in the place of a column of that name.</summary>
    public static SchemaShape WithFeatures(this SchemaShape input, string name)
    {
        var features = new SchemaShape.Column(
            name, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false);
        return new SchemaShape(input.Where(column => column.Name != name).Append(features));
    }
}
