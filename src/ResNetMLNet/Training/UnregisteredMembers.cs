using System.Collections;
using System.Reflection;
using static TorchSharp.torch;

namespace ResNetMLNet.Training;

/// <summary>Finds what a network has in its fields, and lists in them, but not in its state.</summary>
internal static class UnregisteredMembers
{
    /// <summary>
    /// The places of modules with weights and of tensors, as <c>Head._layers[1]</c>, and whether they have what gradients change.
    /// </summary>
    public static IEnumerable<(string Place, bool IsLearnt)> Of(nn.Module network)
    {
        var modules = network.modules().Prepend(network).Distinct().ToList();
        HashSet<object> registered = new(ReferenceEqualityComparer.Instance);
        registered.UnionWith(modules);
        registered.UnionWith(network.parameters());
        registered.UnionWith(network.buffers());
        return from module in modules
               from field in Fields(module.GetType())
               from member in Members(field.GetValue(module))
               where HasNumbers(member.Value) && !registered.Contains(member.Value)
               select ($"{module.GetName()}.{NameOf(field)}{member.Place}", IsLearnt(member.Value));
    }

    /// <summary>Those of the user's classes: TorchSharp's own are as they have to be.</summary>
    private static IEnumerable<FieldInfo> Fields(Type? type)
    {
        const BindingFlags OwnFields =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (; type is not null && type.Assembly != typeof(nn.Module).Assembly; type = type.BaseType)
        {
            foreach (var field in type.GetFields(OwnFields))
                yield return field;
        }
    }

    private static IEnumerable<(object Value, string Place)> Members(object? value) => value switch
    {
        nn.Module or Tensor => [(value, string.Empty)],
        IList list => list.Cast<object>().Select((item, index) => (item, FormattableString.Invariant($"[{index}]"))),
        _ => [],
    };

    private static bool HasNumbers(object value) => value is Tensor
        || (value is nn.Module module && (module.parameters().Any() || module.buffers().Any()));

    private static bool IsLearnt(object value) => value is Tensor { requires_grad: true }
        || (value is nn.Module module && module.parameters().Any(parameter => parameter.requires_grad));

    /// <summary>The field of a property has the property's name between angle brackets.</summary>
    private static string NameOf(FieldInfo field) => field.Name is ['<', .. var name] ? name.Split('>')[0] : field.Name;
}
