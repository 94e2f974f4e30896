using Mono.Cecil;
using ResNetMLNet.Modeling;
using TorchSharp;

namespace ResNetMLNet.Tests.Interop;

/// <summary>Which calls of TorchSharp in the library make an object of a type on the way, as the compiled code has it.</summary>
internal sealed class TorchSharpCalls : IDisposable
{
    private readonly AssemblyDefinition _library = AssemblyDefinition.ReadAssembly(typeof(ResNet).Assembly.Location);
    private readonly AssemblyDefinition _torch = AssemblyDefinition.ReadAssembly(typeof(torch).Assembly.Location);
    private readonly HashSet<string> _makers;

    /// <param name="type">The type of the object.</param>
    public TorchSharpCalls(Type type)
    {
        var methods = MethodsOf(_torch).ToList();
        _makers = [.. methods.Where(method => method.IsConstructor && method.DeclaringType.Name == type.Name).Select(NameOf)];
        var callers = methods.SelectMany(caller => CallsOf(caller), (caller, call) => (Call: NameOf(call), Caller: NameOf(caller)))
            .ToLookup(pair => pair.Call, pair => pair.Caller);
        var coming = new Queue<string>(_makers);
        while (coming.TryDequeue(out var maker))
        {
            foreach (var caller in callers[maker].Where(_makers.Add))
                coming.Enqueue(caller);
        }
    }

    /// <summary>The calls, as <c>Method: Type.Method of TorchSharp</c>.</summary>
    public IEnumerable<string> Found =>
        from method in MethodsOf(_library)
        from call in CallsOf(method)
        where _makers.Contains(NameOf(call)) || MakesInForward(call)
        select $"{method.DeclaringType.Name}.{method.Name}: {call.DeclaringType.Name}.{call.Name}";

    public void Dispose()
    {
        _library.Dispose();
        _torch.Dispose();
    }

    /// <summary>
    /// Whether a call gives a module or an optimizer of TorchSharp that makes the object where it is used; scripts make what they
    /// return, and are looked at where they are called.
    /// </summary>
    private bool MakesInForward(MethodReference call)
    {
        var given = call.Name == ".ctor" ? call.DeclaringType : call.ReturnType;
        return _torch.MainModule.GetType(given.FullName) is { } type
            && Ancestors(type).Where(ancestor => ancestor.Name != "ScriptModule").SelectMany(ancestor => ancestor.Methods)
                .Any(method => method.Name is "forward" or "step" && _makers.Contains(NameOf(method)));
    }

    private static IEnumerable<TypeDefinition> Ancestors(TypeDefinition? type)
    {
        for (; type is not null; type = type.BaseType?.Resolve())
            yield return type;
    }

    private static IEnumerable<MethodDefinition> MethodsOf(AssemblyDefinition assembly) =>
        assembly.MainModule.GetTypes().SelectMany(type => type.Methods);

    private static IEnumerable<MethodReference> CallsOf(MethodDefinition method) =>
        method.HasBody ? method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>() : [];

    /// <summary>A name without type arguments, so that the call of a generic method has that of the method.</summary>
    private static string NameOf(MethodReference method) =>
        $"{method.DeclaringType.GetElementType().FullName}.{method.GetElementMethod().Name}("
        + string.Join(", ", method.GetElementMethod().Parameters.Select(parameter => parameter.ParameterType.FullName)) + ")";
}
