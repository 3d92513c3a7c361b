# The front end: style sheet from Sass, scripts and drawings, compiled into the program.
#
#   candour_assets(TARGET)    adds the embedded assets to the library TARGET
#
# npm brings what package-lock.json pins (no scripts of packages are run), sass compiles
# src/web/assets/candour.scss, and every file goes into the program under a name that holds its hash,
# beside the same bytes by gzip. The repository carries none of what is built here.
#
# The same file is the script of the two steps:
#   cmake -DSTEP=install -DROOT= -P assets.cmake
#   cmake -DSTEP=embed -DOUT= "-DFILES=…" -P assets.cmake

if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  if(STEP STREQUAL "install")
    # bin/setup leaves the hash of the lock it has installed: what is there already is not fetched again.
    file(SHA256 "${ROOT}/package-lock.json" wanted)
    if(EXISTS "${ROOT}/node_modules/.candour-lock" AND EXISTS "${ROOT}/node_modules/.package-lock.json")
      file(STRINGS "${ROOT}/node_modules/.candour-lock" installed LIMIT_COUNT 1)
      if(installed STREQUAL wanted)
        file(TOUCH "${ROOT}/node_modules/.package-lock.json")
        return()
      endif()
    endif()
    find_program(NPM npm)
    if(NOT NPM)
      message(FATAL_ERROR "npm is missing. The style sheet is built with it: install nodejs (18.20 or later) and npm, or run bin/setup.")
    endif()
    execute_process(COMMAND "${NPM}" ci --ignore-scripts --no-audit --no-fund --loglevel=error
      WORKING_DIRECTORY "${ROOT}" RESULT_VARIABLE failed OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(failed)
      message(FATAL_ERROR "npm could not fetch the front-end packages that package-lock.json names. Is the network reachable?\n${output}")
    endif()
    file(TOUCH "${ROOT}/node_modules/.package-lock.json")
    file(WRITE "${ROOT}/node_modules/.candour-lock" "${wanted}\n")
    return()
  endif()

  # Embed. A script that imports another by name is given the other's hashed name, so imported files come first.
  find_program(GZIP gzip REQUIRED)
  set(entries "")
  set(count 0)
  set(renames "")
  foreach(file IN LISTS FILES)
    get_filename_component(name "${file}" NAME)
    file(READ "${file}" text)
    set(copy "${OUT}/${name}")
    set(renamed "${text}")
    foreach(rename IN LISTS renames)
      string(REPLACE "|" ";" pair "${rename}")
      list(GET pair 0 from)
      list(GET pair 1 to)
      if(NOT name STREQUAL from)
        string(REPLACE "./${from}" "./${to}" renamed "${renamed}")
      endif()
    endforeach()
    string(REGEX REPLACE "\n//# sourceMappingURL=[^\n]*\n?$" "\n" renamed "${renamed}")
    file(WRITE "${copy}" "${renamed}")
    file(SHA256 "${copy}" hash)
    string(SUBSTRING "${hash}" 0 12 short)
    string(REGEX REPLACE "^(.*)\\.([a-z]+)$" "\\1-${short}.\\2" hashed "${name}")
    list(APPEND renames "${name}|${hashed}")
    execute_process(COMMAND "${GZIP}" -9 -n -k -f "${copy}" COMMAND_ERROR_IS_FATAL ANY)
    if(name MATCHES "\\.css$")
      set(type "text/css; charset=utf-8")
    elseif(name MATCHES "\\.js$")
      set(type "text/javascript; charset=utf-8")
    elseif(name MATCHES "\\.svg$")
      set(type "image/svg+xml")
    else()
      message(FATAL_ERROR "No content type is known for ${name}: add it to cmake/assets.cmake.")
    endif()
    string(APPEND blobs "
asm(\".section .rodata\\n\"
    \"candour_asset_${count}: .incbin \\\"${copy}\\\"\\n\"
    \"candour_asset_${count}_end:\\n\"
    \"candour_asset_${count}_gzipped: .incbin \\\"${copy}.gz\\\"\\n\"
    \"candour_asset_${count}_gzipped_end:\\n\"
    \".previous\\n\");
extern \"C\" const char candour_asset_${count}[], candour_asset_${count}_end[];
extern \"C\" const char candour_asset_${count}_gzipped[], candour_asset_${count}_gzipped_end[];
")
    string(APPEND entries "
      {\"${name}\", \"/assets/${hashed}\", \"${type}\", \"\\\"${short}\\\"\",
       {candour_asset_${count}, candour_asset_${count}_end},
       {candour_asset_${count}_gzipped, candour_asset_${count}_gzipped_end}},")
    math(EXPR count "${count} + 1")
  endforeach()
  file(WRITE "${OUT}/assets_embedded.cpp" "// Written by the build: cmake/assets.cmake.
#include \"web/assets.h\"
${blobs}
namespace candour::web {

std::span<const Asset> every_asset() {
  static const Asset assets[] = {${entries}
  };
  return assets;
}

}  // namespace candour::web
")
  return()
endif()

set(CANDOUR_ASSETS_SCRIPT "${CMAKE_CURRENT_LIST_FILE}")

function(candour_assets target)
  set(source "${CMAKE_SOURCE_DIR}/src/web/assets")
  set(packages "${CMAKE_SOURCE_DIR}/node_modules")
  set(out "${CMAKE_BINARY_DIR}/assets")
  find_program(CANDOUR_NODE node REQUIRED)
  file(GLOB styles CONFIGURE_DEPENDS "${source}/*.scss")

  add_custom_command(
    OUTPUT "${packages}/.package-lock.json"
    COMMAND ${CMAKE_COMMAND} -DSTEP=install "-DROOT=${CMAKE_SOURCE_DIR}" -P "${CANDOUR_ASSETS_SCRIPT}"
    DEPENDS "${CMAKE_SOURCE_DIR}/package.json" "${CMAKE_SOURCE_DIR}/package-lock.json"
    COMMENT "Front-end packages" VERBATIM)
  add_custom_command(
    OUTPUT "${out}/css/candour.css"
    COMMAND "${CANDOUR_NODE}" "${packages}/sass/sass.js" --style=compressed --no-source-map --quiet-deps
            "--load-path=${packages}" "${source}/candour.scss" "${out}/css/candour.css"
    DEPENDS ${styles} "${packages}/.package-lock.json"
    COMMENT "Style sheet" VERBATIM)
  set(files
    "${packages}/govuk-frontend/dist/govuk/govuk-frontend.min.js"
    "${source}/candour.js"
    "${source}/start.js"
    "${source}/icon.svg"
    "${out}/css/candour.css")
  add_custom_command(
    OUTPUT "${out}/embedded/assets_embedded.cpp"
    COMMAND ${CMAKE_COMMAND} -DSTEP=embed "-DOUT=${out}/embedded" "-DFILES=${files}" -P "${CANDOUR_ASSETS_SCRIPT}"
    DEPENDS "${source}/candour.js" "${source}/start.js" "${source}/icon.svg" "${out}/css/candour.css"
            "${packages}/.package-lock.json" "${CANDOUR_ASSETS_SCRIPT}"
    COMMENT "Embedding the front end" VERBATIM)
  target_sources(${target} PRIVATE "${out}/embedded/assets_embedded.cpp")
endfunction()
