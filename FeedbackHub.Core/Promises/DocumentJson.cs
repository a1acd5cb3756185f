using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace FeedbackHub.Core.Promises;

/// <summary>How calendars and policies are written as JSON: strict, so that a misspelt or repeated property is not silently ignored.</summary>
internal static class DocumentJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>How an enum's value is written.</summary>
    public static string KeyOf(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>Where in the document the fault is, without the leading "$."; empty for the whole.</summary>
    public static string FieldOf(JsonException fault) => (fault.Path ?? "").TrimStart('$').TrimStart('.');
}
