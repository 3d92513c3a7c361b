# candour_common_passwords(TARGET)   builds into TARGET the passwords that most people choose, from an npm package
#
# The package (MIT) is pinned by package-lock.json; nothing of it stands in the repository.

function(candour_common_passwords target)
  find_program(CANDOUR_NODE node REQUIRED)
  set(from "${CMAKE_SOURCE_DIR}/node_modules/@zxcvbn-ts/language-common/src/passwords.json")
  set(out "${CMAKE_BINARY_DIR}/passwords")
  file(MAKE_DIRECTORY "${out}")
  add_custom_command(
    OUTPUT "${out}/common.txt"
    COMMAND "${CANDOUR_NODE}" "${CMAKE_SOURCE_DIR}/cmake/passwords.mjs" "${from}" "${out}/common.txt"
    DEPENDS "${CMAKE_SOURCE_DIR}/node_modules/.package-lock.json" "${CMAKE_SOURCE_DIR}/cmake/passwords.mjs"
    COMMENT "Common passwords" VERBATIM)
  file(CONFIGURE OUTPUT "${out}/common.cpp" @ONLY CONTENT "// Written by the build: cmake/passwords.cmake.
#include \"credentials/inside/common_passwords.h\"
asm(\".section .rodata\\n\"
    \"candour_common_passwords: .incbin \\\"@out@/common.txt\\\"\\n\"
    \"candour_common_passwords_end:\\n\"
    \".previous\\n\");
extern \"C\" const char candour_common_passwords[], candour_common_passwords_end[];
namespace candour::credentials {
std::string_view common_passwords() {
  return {candour_common_passwords, static_cast<std::size_t>(candour_common_passwords_end - candour_common_passwords)};
}
}  // namespace candour::credentials
")
  set_source_files_properties("${out}/common.cpp" PROPERTIES OBJECT_DEPENDS "${out}/common.txt")
  target_sources(${target} PRIVATE "${out}/common.cpp")
endfunction()
