using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Tests.Authorization;

internal static class Contexts
{
    public static AuthorizeRequest With(this AuthorizeRequest request, params (string Key, bool IsMultivalued, string[] Values)[] entries)
    {
        foreach (var (key, isMultivalued, values) in entries)
            request.Context[key] = new ContextValues { Values = { values }, Multivalued = isMultivalued };
        return request;
    }
}
